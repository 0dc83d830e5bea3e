package ru.fitcrm.hub.sandbox.onec.odata;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import ru.fitcrm.hub.sandbox.onec.base.GeneratedBase;
import ru.fitcrm.hub.sandbox.onec.base.Row;

/** Writes {@code $metadata} of what is published. */
final class WriteMetadata {

  private WriteMetadata() {}

  static String of(GeneratedBase base, Set<String> published) {
    List<Row> samples =
        List.of(Row.Kind.values()).stream()
            .filter(kind -> published.contains(Thing.entity(kind)))
            .flatMap(kind -> base.read(kind, 0, 1).stream())
            .toList();
    String types = samples.stream().map(WriteMetadata::type).collect(Collectors.joining());
    String sets =
        samples.stream()
            .map(row -> Thing.entity(Thing.kind(row)))
            .map(
                name ->
                    "<EntitySet Name=\"%s\" EntityType=\"StandardODATA.%s\"/>"
                        .formatted(name, name))
            .collect(Collectors.joining("\n"));
    return """
    <?xml version="1.0" encoding="UTF-8"?>
    <edmx:Edmx xmlns:edmx="http://schemas.microsoft.com/ado/2007/06/edmx" Version="1.0">
    <edmx:DataServices xmlns:m="http://schemas.microsoft.com/ado/2007/08/dataservices/metadata"
    \t\tm:DataServiceVersion="3.0" m:MaxDataServiceVersion="3.0">
    <Schema xmlns="http://schemas.microsoft.com/ado/2009/11/edm" Namespace="StandardODATA">
    %s<EntityContainer Name="EnterpriseV8" m:IsDefaultEntityContainer="true">
    %s
    </EntityContainer>
    </Schema></edmx:DataServices></edmx:Edmx>
    """
        .formatted(types, sets)
        .replace("\n", "\r\n");
  }

  private static String type(Row sample) {
    Thing thing = Thing.of(sample);
    String entity = Thing.entity(Thing.kind(sample));
    String sections =
        thing.sections().keySet().stream()
            .map(
                name ->
                    "<Property Name=\"%s\" Type=\"Collection(StandardODATA.%s_%s_RowType)\" Nullable=\"false\"/>\n"
                        .formatted(name, entity, name))
            .collect(Collectors.joining());
    String rows =
        thing.sections().entrySet().stream()
            .map(
                section ->
                    "<ComplexType Name=\"%s_%s_RowType\">\n%s</ComplexType>\n"
                        .formatted(
                            entity, section.getKey(), properties(section.getValue().getFirst())))
            .collect(Collectors.joining());
    return """
    <EntityType Name="%s" OpenType="true">
    <Key>
    <PropertyRef Name="Ref_Key"/>
    </Key>
    %s%s</EntityType>
    %s"""
        .formatted(entity, properties(thing.properties()), sections, rows);
  }

  private static String properties(List<Property> row) {
    return row.stream()
        .map(
            each ->
                "<Property Name=\"%s\"\n\t\tType=\"%s\"\n\t\tNullable=\"true\"/>\n"
                    .formatted(each.name(), each.type().edm()))
        .collect(Collectors.joining());
  }
}
