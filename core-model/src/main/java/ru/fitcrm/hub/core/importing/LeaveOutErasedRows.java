package ru.fitcrm.hub.core.importing;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.connection.ConnectionId;
import ru.fitcrm.hub.core.sync.Packet;

/** Refuses rows of a file that are of erased people, whatever id the file gives them. */
final class LeaveOutErasedRows {

  private static final String ERASED =
      """
      select ref from external_ref
       where connection_id = :files and entity = 'client' and ref = any (:refs) and erased_at is not null""";

  private final JdbcClient jdbc;

  LeaveOutErasedRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  List<ImportedRow> from(List<ImportedRow> rows) {
    Set<String> refs = new TreeSet<>();
    rows.forEach(row -> refs.addAll(refs(row)));
    Set<String> erased =
        new HashSet<>(
            jdbc.sql(ERASED)
                .param("files", ConnectionId.FILES.value())
                .param("refs", refs.toArray(String[]::new))
                .query(String.class)
                .list());
    return erased.isEmpty()
        ? rows
        : rows.stream().map(row -> isOf(erased, row) ? refused(row) : row).toList();
  }

  private static boolean isOf(Set<String> erased, ImportedRow row) {
    return row.state() != ImportedRow.State.REJECTED
        && refs(row).stream().anyMatch(erased::contains);
  }

  private static Set<String> refs(ImportedRow row) {
    Set<String> refs = new TreeSet<>(Set.of(row.ref()));
    Packet.Client told = row.client();
    if (told != null) {
      told.phones().forEach(phone -> refs.add(FileRef.ofPhone(phone, told.name())));
    }
    return refs;
  }

  /** What the row says is not kept. */
  private static ImportedRow refused(ImportedRow row) {
    ImportFault why =
        new ImportFault(
            row.number(),
            false,
            "row",
            "row.erased",
            "The data of this person was erased: a file does not bring it back",
            List.of());
    return row.without(why);
  }
}
