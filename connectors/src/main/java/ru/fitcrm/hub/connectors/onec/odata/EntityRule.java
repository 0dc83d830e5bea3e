package ru.fitcrm.hub.connectors.onec.odata;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.connectors.onec.PacketDraft;
import ru.fitcrm.hub.connectors.onec.odata.MapSettings.EntitySettings;
import ru.fitcrm.hub.connectors.onec.odata.MapSettings.FieldSettings;

/**
 * How the objects of one entity become rows.
 *
 * @param filter as asked of 1C, null for all
 */
record EntityRule(
    Rows rows, String entity, @Nullable String filter, String orderBy, List<FieldRule> fields) {

  private static final String FLAT = "_RecordType";
  private static final int VERSION_BYTES = 8;

  static EntityRule of(EntitySettings settings, List<FieldSettings> all) {
    List<FieldRule> fields =
        new ArrayList<>(
            all.stream()
                .filter(each -> each.entity().equals(settings.entity()))
                .map(FieldRule::of)
                .toList());
    boolean flat = settings.entity().endsWith(FLAT);
    if (fields.stream().noneMatch(rule -> rule.field().equals("ref"))) {
      fields.add(
          flat ? FieldRule.of("ref", "Recorder", "LineNumber") : FieldRule.of("ref", "Ref_Key"));
    }
    if (!flat && fields.stream().noneMatch(rule -> rule.field().equals("deleted"))) {
      fields.add(FieldRule.of("deleted", "DeletionMark"));
    }
    String order = flat ? "Recorder,LineNumber" : "Ref_Key";
    boolean everything = settings.filter() == null || settings.filter().isBlank();
    return new EntityRule(
        settings.rows(),
        settings.entity(),
        everything ? null : settings.filter(),
        settings.orderBy() == null ? order : settings.orderBy(),
        List.copyOf(fields));
  }

  /**
   * What is asked for by name; null for whole objects: not every 1C lets one choose tabular
   * sections.
   */
  @Nullable String select() {
    if (fields.stream().anyMatch(rule -> rule.section() != null)) {
      return null;
    }
    Set<String> names = new LinkedHashSet<>();
    for (FieldRule rule : fields) {
      names.addAll(rule.properties());
      names.addAll(rule.where().keySet());
    }
    return String.join(",", names);
  }

  /** The same entity with one more condition. */
  EntityRule only(String condition) {
    String both = filter == null ? condition : condition + " and (" + filter + ")";
    return new EntityRule(rows, entity, both, orderBy, fields);
  }

  /** Whether its rows are known by the object's own id, and so can be asked for. */
  boolean isAskedById() {
    return fields.stream()
        .filter(rule -> rule.field().equals("ref"))
        .allMatch(
            rule ->
                rule.section() == null
                    && rule.properties().equals(List.of("Ref_Key"))
                    && rule.values().isEmpty());
  }

  /** Whether the mark of deletion is the object's own. */
  boolean isMarked() {
    return fields.stream()
        .filter(rule -> rule.field().equals("deleted"))
        .anyMatch(rule -> rule.properties().equals(List.of("DeletionMark")));
  }

  /** Whether a change of this entity concerns these rows. */
  boolean follows(String changed) {
    return changed.equals(entity) || (changed + FLAT).equals(entity);
  }

  /** Adds an object as it is. */
  void add(Entry entry, PacketDraft draft) {
    draft.add(rows.row(), new RowCells(entry, false));
  }

  /** Adds an object that changed: what the filter leaves out is not there any more. */
  void addChanged(Entry entry, PacketDraft draft) {
    Filter meant = new Filter(filter);
    if (!entity.endsWith(FLAT)) {
      draft.add(rows.row(), new RowCells(entry, !meant.lets(entry)));
      return;
    }
    entry.sections().getOrDefault("RecordSet", List.of()).stream()
        .map(entry::row)
        .forEach(row -> draft.add(rows.row(), new RowCells(row, !meant.lets(row))));
  }

  /** Adds an object that is no more. */
  void addDeleted(String ref, PacketDraft draft) {
    draft.add(
        rows.row(),
        field ->
            switch (field) {
              case "ref" -> ref;
              case "deleted" -> "true";
              default -> null;
            });
  }

  private List<String> read(String field, Entry entry) {
    List<String> found = new ArrayList<>();
    for (FieldRule rule : fields) {
      if (rule.field().equals(field)) {
        found.addAll(rule.read(entry));
      }
    }
    return found;
  }

  private final class RowCells implements PacketDraft.Cells {

    private final Entry entry;
    private final boolean gone;

    private RowCells(Entry entry, boolean gone) {
      this.entry = entry;
      this.gone = gone;
    }

    @Override
    public @Nullable String cell(String field) {
      if (gone && field.equals("deleted")) {
        return "true";
      }
      List<String> found = read(field, entry);
      String first = found.isEmpty() ? null : found.getFirst();
      return first != null && field.equals("version") ? number(first) : first;
    }

    @Override
    public List<String> phones() {
      return read("phones", entry).stream().distinct().toList();
    }
  }

  /** DataVersion is a number of eight bytes in base64; any other stays as it is. */
  private static String number(String version) {
    if (!version.endsWith("=")) {
      return version;
    }
    try {
      byte[] bytes = Base64.getDecoder().decode(version);
      return bytes.length == VERSION_BYTES ? new BigInteger(1, bytes).toString() : version;
    } catch (IllegalArgumentException noBase64) {
      return version;
    }
  }
}
