package ru.fitcrm.hub.core.importing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.connection.ConnectionId;
import ru.fitcrm.hub.core.platform.BusinessClock;
import ru.fitcrm.hub.core.platform.Columns;
import ru.fitcrm.hub.core.sync.Applied;
import ru.fitcrm.hub.core.sync.ApplyPacket;
import ru.fitcrm.hub.core.sync.Hearing;
import ru.fitcrm.hub.core.sync.Packet;
import ru.fitcrm.hub.core.sync.Rejection;

/**
 * Takes rows of a file into the club, the way a system's rows are taken, as history: nothing is
 * news. Of people a system tells of, it stays master. Runs inside the club's gate.
 */
final class TakeImported {

  private static final String KNOWN =
      """
      select r.ref, r.local_id, r.source_hash, k.name_lower, k.created_at,
             array(select p.number from client_phone p where p.client_id = k.id) as numbers,
             exists (select 1 from external_ref o
                      where o.local_id = k.id and o.entity = 'client' and o.connection_id <> 0
                        and o.source_hash <> 0) as of_system
        from external_ref r join client k on k.id = r.local_id
       where r.connection_id = 0 and r.entity = 'client' and r.ref = any (:refs)""";

  private static final String CONTRACTS =
      "select ref, source_hash from contract where connection_id = 0 and ref = any (:refs)";

  private static final String SOURCE =
      "update client set source = :source where id = :id and source is distinct from :source";

  private static final String COMMENT =
      """
      insert into comment (client_id, text, at, author)
      select :client, :text, :now, null
       where not exists (select 1 from comment where client_id = :client and text = :text)""";

  private final JdbcClient jdbc;
  private final ApplyPacket packets;
  private final BusinessClock clock;
  private final LeaveOutErasedRows leaveOut;

  TakeImported(JdbcClient jdbc, ApplyPacket packets, BusinessClock clock) {
    this.jdbc = jdbc;
    this.packets = packets;
    this.clock = clock;
    this.leaveOut = new LeaveOutErasedRows(jdbc);
  }

  /** What became of a slice. */
  public record Outcome(ImportCounts counts, List<ImportFault> faults) {}

  private record Known(
      long client,
      long hash,
      @Nullable String name,
      Set<String> phones,
      Instant createdAt,
      boolean ofSystem) {}

  /** Takes rows. Phones of theirs are E.164. */
  public Outcome take(List<ImportedRow> rows) {
    return new Slice(rows).taken();
  }

  private final class Slice {

    private final Instant began = clock.instant().truncatedTo(java.time.temporal.ChronoUnit.MICROS);
    private final Map<String, Known> before;
    private final Map<String, String> refused = new HashMap<>();
    private final Set<ImportedRow> altered = new HashSet<>();
    private List<ImportedRow> rows;
    private Map<String, Known> after = Map.of();
    private long contracts;

    Slice(List<ImportedRow> rows) {
      this.before = known(rows);
      this.rows = leaveOut.from(rows).stream().map(this::checked).toList();
    }

    /** A number of another person's card, kept in two lists that count alike, is no identity. */
    private ImportedRow checked(ImportedRow row) {
      Packet.Client told = row.client();
      Known known = before.get(row.ref());
      if (told == null || known == null || !row.ref().startsWith("id:")) {
        return row;
      }
      String name = told.name() == null ? null : told.name().toLowerCase(java.util.Locale.ROOT);
      boolean sameName = name == null || known.name() == null || name.equals(known.name());
      boolean samePhone = told.phones().stream().anyMatch(known.phones()::contains);
      return sameName || samePhone
          ? row
          : row.with(
              new ImportFault(
                  row.number(),
                  false,
                  ImportField.ID.word(),
                  "id.other-person",
                  "somebody else has this id: name and phones both differ",
                  row.cells()),
              ImportedRow.State.REJECTED);
    }

    Outcome taken() {
      List<Packet.Client> clients =
          rows.stream().map(ImportedRow::client).filter(Objects::nonNull).toList();
      if (!clients.isEmpty()) {
        note(packets.apply(ConnectionId.FILES, packet(clients, List.of()), Hearing.HISTORY));
      }
      after = known(rows);
      takeContracts();
      rows.forEach(this::takeRest);
      return new Outcome(counts(), faults());
    }

    private void takeContracts() {
      rows = rows.stream().map(this::contractUnlessOfSystem).toList();
      List<ImportedRow> with =
          rows.stream()
              .filter(row -> row.contract() != null && after.containsKey(row.ref()))
              .toList();
      if (with.isEmpty()) {
        return;
      }
      Map<String, Long> was = contractHashes(with);
      List<Packet.Contract> told =
          with.stream().map(ImportedRow::contract).filter(Objects::nonNull).toList();
      note(packets.apply(ConnectionId.FILES, packet(List.of(), told), Hearing.HISTORY));
      Map<String, Long> now = contractHashes(with);
      for (ImportedRow row : with) {
        String ref = contractRef(row);
        if (!Objects.equals(was.get(ref), now.get(ref))) {
          contracts++;
          altered.add(row);
        }
      }
    }

    private ImportedRow contractUnlessOfSystem(ImportedRow row) {
      Known known = after.get(row.ref());
      return row.contract() == null || known == null || !known.ofSystem()
          ? row
          : row.withoutContract(
              new ImportFault(
                  row.number(),
                  true,
                  ImportField.CONTRACT_TITLE.word(),
                  "contract.of-system",
                  "1C tells of this person: their contracts are kept as 1C has them",
                  row.cells()));
    }

    private void takeRest(ImportedRow row) {
      Known known = after.get(row.ref());
      if (row.state() != ImportedRow.State.GOOD || known == null) {
        return;
      }
      if (row.source() != null && isNew(row.ref())) {
        jdbc.sql(SOURCE).param("source", row.source()).param("id", known.client()).update();
      }
      for (String text : row.comments()) {
        int written =
            jdbc.sql(COMMENT)
                .param("client", known.client())
                .param("text", text)
                .param("now", Columns.at(clock.instant()))
                .update();
        if (written > 0) {
          altered.add(row);
        }
      }
    }

    private boolean isNew(String ref) {
      Known now = after.get(ref);
      return now != null && !before.containsKey(ref) && !now.createdAt().isBefore(began);
    }

    private ImportCounts counts() {
      long added = 0;
      long updated = 0;
      long unchanged = 0;
      long rejected = 0;
      long repeated = 0;
      long noted = 0;
      long ofSystem = 0;
      for (ImportedRow row : rows) {
        Known now = after.get(row.ref());
        boolean out = row.state() == ImportedRow.State.REJECTED || isRefused(row);
        if (out) {
          rejected++;
        } else if (row.state() == ImportedRow.State.REPEATED) {
          repeated++;
        } else if (row.client() != null && isNew(row.ref())) {
          added++;
        } else if (isAltered(row)) {
          updated++;
        } else {
          unchanged++;
        }
        noted += !out && !row.faults().isEmpty() ? 1 : 0;
        ofSystem += !out && now != null && now.ofSystem() ? 1 : 0;
      }
      return new ImportCounts(
          added, updated, unchanged, rejected, repeated, noted, ofSystem, contracts);
    }

    private boolean isAltered(ImportedRow row) {
      Known was = before.get(row.ref());
      Known now = after.get(row.ref());
      boolean differs = was == null || now == null || was.hash() != now.hash();
      return altered.contains(row) || (row.client() != null && differs);
    }

    /** Refused by the rules of a system's rows, though it was read well: no way is known. */
    private boolean isRefused(ImportedRow row) {
      return refused.containsKey(row.ref())
          || (row.contract() != null && refused.containsKey(contractRef(row)));
    }

    private List<ImportFault> faults() {
      List<ImportFault> all = new ArrayList<>();
      for (ImportedRow row : rows) {
        all.addAll(row.faults());
        String reason = refused.getOrDefault(row.ref(), refused.get(contractRef(row)));
        if (reason != null) {
          all.add(new ImportFault(row.number(), false, "row", "row.refused", reason, row.cells()));
        }
      }
      return all;
    }

    private void note(Applied applied) {
      for (Rejection rejection : applied.rejections()) {
        refused.put(rejection.ref(), rejection.field() + ": " + rejection.reason());
      }
    }
  }

  private static String contractRef(ImportedRow row) {
    Packet.Contract contract = row.contract();
    return contract == null ? "" : contract.ref();
  }

  private static Packet packet(List<Packet.Client> clients, List<Packet.Contract> contracts) {
    return new Packet(clients, contracts, List.of(), List.of(), List.of(), List.of(), true);
  }

  private Map<String, Known> known(List<ImportedRow> rows) {
    Map<String, Known> found = new HashMap<>();
    jdbc.sql(KNOWN)
        .param("refs", rows.stream().map(ImportedRow::ref).distinct().toArray(String[]::new))
        .query(
            row -> {
              found.put(
                  row.getString("ref"),
                  new Known(
                      row.getLong("local_id"),
                      row.getLong("source_hash"),
                      row.getString("name_lower"),
                      Set.copyOf(Columns.texts(row, "numbers")),
                      Columns.time(row, "created_at"),
                      row.getBoolean("of_system")));
            });
    return found;
  }

  private Map<String, Long> contractHashes(List<ImportedRow> rows) {
    Map<String, Long> found = new HashMap<>();
    jdbc.sql(CONTRACTS)
        .param("refs", rows.stream().map(TakeImported::contractRef).toArray(String[]::new))
        .query(
            row -> {
              found.put(row.getString("ref"), row.getLong("source_hash"));
            });
    return found;
  }
}
