package ru.fitcrm.hub.sandbox.onec.odata;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import ru.fitcrm.hub.sandbox.onec.base.Row;

/** Writes a packet of changes: an Atom feed, without an XML declaration, with tabs and CRLF. */
final class WriteFeed {

  private WriteFeed() {}

  /**
   * @param service root of the service
   * @param removed refs of rows to be told as gone
   */
  static String of(String service, List<Row> rows, Set<String> removed) {
    String entries =
        rows.stream()
            .map(row -> removed.contains(row.ref()) ? tombstone(service, row) : entry(service, row))
            .collect(Collectors.joining());
    return """
    <feed xmlns="http://www.w3.org/2005/Atom"
    \t\txmlns:at="http://purl.org/atompub/tombstones/1.0"
    \t\txmlns:d="http://schemas.microsoft.com/ado/2007/08/dataservices"
    \t\txmlns:m="http://schemas.microsoft.com/ado/2007/08/dataservices/metadata"
    \t\txml:base="%s">
    %s</feed>
    """
        .formatted(service, entries)
        .replace("\n", "\r\n");
  }

  private static String id(String service, Row row) {
    return service + Thing.entity(Thing.kind(row)) + "(guid'" + row.ref() + "')";
  }

  private static String tombstone(String service, Row row) {
    return "\t<at:deleted-entry ref=\"%s\" when=\"2026-11-22T10:00:00\"/>\n"
        .formatted(id(service, row));
  }

  private static String entry(String service, Row row) {
    Thing thing = Thing.of(row);
    String entity = Thing.entity(Thing.kind(row));
    String sections =
        thing.sections().entrySet().stream()
            .map(section -> section(entity, section.getKey(), section.getValue()))
            .collect(Collectors.joining());
    return """
    \t<entry>
    \t\t<id>%s</id>
    \t\t<category term="StandardODATA.%s"
    \t\t\t\tscheme="http://schemas.microsoft.com/ado/2007/08/dataservices/scheme"/>
    \t\t<title type="text"/>
    \t\t<updated>2026-11-22T10:00:00</updated>
    \t\t<author/>
    \t\t<summary/>
    \t\t<content type="application/xml"><m:properties>
    %s%s</m:properties>
    \t\t</content>
    \t</entry>
    """
        .formatted(id(service, row), entity, cells("\t", thing.properties()), sections);
  }

  private static String section(String entity, String name, List<List<Property>> rows) {
    String type = "StandardODATA." + entity + "_" + name + "_RowType";
    String elements =
        rows.stream()
            .map(
                row ->
                    "\t\t<d:element m:type=\"%s\">\n%s\t\t</d:element>\n"
                        .formatted(type, cells("\t\t\t", row)))
            .collect(Collectors.joining());
    return "\t<d:%s m:type=\"Collection(%s)\">\n%s\t</d:%s>\n"
        .formatted(name, type, elements, name);
  }

  private static String cells(String indent, List<Property> row) {
    return row.stream().map(each -> indent + cell(each)).collect(Collectors.joining());
  }

  private static String cell(Property property) {
    String text = property.value().replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    return text.isEmpty()
        ? "<d:" + property.name() + "/>\n"
        : "<d:%s>%s</d:%s>\n".formatted(property.name(), text, property.name());
  }
}
