package ru.fitcrm.hub.core.importing;

import java.sql.Types;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.audit.AuditLog;
import ru.fitcrm.hub.core.club.ClubDirectory;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.club.ClubId;
import ru.fitcrm.hub.core.journal.Journal;
import ru.fitcrm.hub.core.journal.NewEvent;
import ru.fitcrm.hub.core.platform.BusinessClock;

/**
 * Hands out files and writes down what came of their slices: a slice's rows, what was wrong with
 * them and where to go on are one transaction, so that an import killed anywhere goes on at the
 * next slice. A check does the same work and undoes it.
 */
public final class WorkImports {

  private static final int FAULTS_AT_ONCE = 2000;

  private static final String CLAIM =
      """
      update import_file f set lease = gen_random_uuid(), beat_at = now()
       where (f.club_id, f.id) in (
         select k.club_id, k.id from import_file k
          where k.state in ('CHECKING', 'RUNNING')
            and (k.beat_at is null or k.beat_at < now() - interval '1 minute')
          order by k.id limit 1 for update skip locked)
      returning f.club_id, f.id, f.pass, f.round, f.lease, f.created_by""";

  private static final String SLICE_DONE =
      """
      update import_file set position = :position, total = coalesce(:total, total),
             counts = cast(:counts as jsonb), beat_at = clock_timestamp(), version = version + 1
       where id = :id and lease = :lease and state in ('CHECKING', 'RUNNING')""";

  private static final String BEAT =
      """
      update import_file set beat_at = now(), total = coalesce(:total, total)
       where id = :id and lease = :lease and state in ('CHECKING', 'RUNNING')""";

  private static final String ADD_FAULTS =
      """
      insert into import_fault (import_id, row_number, taken, field, code, reason, cells)
      select :id, f."row", f.taken, f.field, f.code, f.reason, f.cells
        from jsonb_to_recordset(cast(:faults as jsonb)) as f("row" bigint, taken boolean, field text, code text,
                                                             reason text, cells jsonb)
       order by f."row"
      """;

  private static final String END =
      """
      update import_file
         set state = :state, ended_at = now(), lease = null, beat_at = null, trouble_code = :code,
             trouble = :trouble, version = version + 1
       where id = :id and lease = :lease and state in ('CHECKING', 'RUNNING')""";

  private static final String LET_GO =
      "update import_file set lease = null, beat_at = null where id = :id and lease = :lease";

  private static final String PURGE =
      """
      update import_file f
         set purged_at = now(),
             columns = (select coalesce(jsonb_agg(c || '{"samples": []}' order by n), '[]')
                          from jsonb_array_elements(f.columns) with ordinality as e(c, n))
       where f.purged_at is null and f.created_at < now() - interval '30 days'
         and f.state not in ('CHECKING', 'RUNNING')
      returning f.club_id, f.id""";

  private final ClubGate gate;
  private final JdbcClient jdbc;
  private final ImportFiles files;
  private final TakeImported take;
  private final Journal journal;
  private final AuditLog audit;
  private final ClubDirectory clubs;
  private final BusinessClock clock;

  WorkImports(
      ClubGate gate,
      JdbcClient jdbc,
      ImportFiles files,
      TakeImported take,
      Journal journal,
      AuditLog audit,
      ClubDirectory clubs,
      BusinessClock clock) {
    this.gate = gate;
    this.jdbc = jdbc;
    this.files = files;
    this.take = take;
    this.journal = journal;
    this.audit = audit;
    this.clubs = clubs;
    this.clock = clock;
  }

  /** The oldest file that is to be worked through and nobody works on. */
  public Optional<ImportLease> claim() {
    return gate.asPlatform(
        () ->
            jdbc.sql(CLAIM)
                .query(
                    (row, i) ->
                        new ImportLease(
                            new ClubId(row.getLong("club_id")),
                            row.getLong("id"),
                            ImportFile.Pass.valueOf(row.getString("pass")),
                            row.getInt("round"),
                            row.getObject("lease", UUID.class),
                            row.getString("created_by")))
                .optional());
  }

  public ImportFile file(ImportLease lease) {
    return gate.inClub(lease.club(), () -> files.get(lease.id()));
  }

  /**
   * Says that the worker lives, and how many rows there are.
   *
   * @return false if the import was stopped or is another worker's by now
   */
  public boolean beat(ImportLease lease, @Nullable Long total) {
    return gate.inClub(
        lease.club(), () -> bind(BEAT, lease).param("total", total, Types.BIGINT).update() > 0);
  }

  /**
   * Takes a slice of rows; of a check, undoes it again.
   *
   * @param position rows done with these
   * @return false if the import was stopped or is another worker's by now; then nothing was done
   */
  public boolean work(ImportLease lease, List<ImportedRow> rows, long position) {
    try {
      gate.runInClub(
          lease.club(),
          () -> {
            TakeImported.Outcome outcome = take.take(rows);
            if (lease.pass() == ImportFile.Pass.CHECK) {
              throw new OnlyChecked(outcome);
            }
            write(lease, outcome, position);
          });
      return true;
    } catch (OnlyChecked checked) {
      return undoneWell(lease, checked.outcome, position);
    } catch (NotMine e) {
      return false;
    }
  }

  private boolean undoneWell(ImportLease lease, TakeImported.Outcome outcome, long position) {
    try {
      gate.runInClub(lease.club(), () -> write(lease, outcome, position));
      return true;
    } catch (NotMine e) {
      return false;
    }
  }

  private void write(ImportLease lease, TakeImported.Outcome outcome, long position) {
    ImportCounts sum = files.get(lease.id()).counts().plus(outcome.counts());
    int rows =
        bind(SLICE_DONE, lease)
            .param("position", position)
            .param("total", null, Types.BIGINT)
            .param("counts", ImportFiles.text(sum))
            .update();
    if (rows == 0) {
      throw new NotMine();
    }
    List<ImportFault> faults = outcome.faults();
    for (int from = 0; from < faults.size(); from += FAULTS_AT_ONCE) {
      List<ImportFault> some = faults.subList(from, Math.min(from + FAULTS_AT_ONCE, faults.size()));
      jdbc.sql(ADD_FAULTS)
          .param("id", lease.id())
          .param("faults", ImportFiles.jsonOf(some))
          .update();
    }
  }

  /** Ends a file that was worked through. What was taken is told as a whole. */
  public void end(ImportLease lease) {
    boolean check = lease.pass() == ImportFile.Pass.CHECK;
    gate.runInClub(
        lease.club(),
        () -> {
          int ended = end(lease, check ? "CHECKED" : "COMPLETED", null, null);
          if (ended > 0 && !check) {
            tellFinished(files.get(lease.id()), lease);
          }
        });
  }

  /**
   * @param code stable, for pages
   * @param trouble in English, with the fix
   */
  public void failed(ImportLease lease, String code, String trouble) {
    gate.runInClub(lease.club(), () -> end(lease, "FAILED", code, trouble));
  }

  /** Lets another worker have it at once. */
  public void letGo(ImportLease lease) {
    gate.runInClub(lease.club(), () -> bind(LET_GO, lease).update());
  }

  /** Drops the rows of files brought over 30 days ago; what became of them stays. */
  public int purge() {
    return gate.asPlatform(
        () -> {
          List<long[]> old =
              new ArrayList<>(
                  jdbc.sql(PURGE)
                      .query((row, i) -> new long[] {row.getLong(1), row.getLong(2)})
                      .list());
          for (long[] file : old) {
            drop("import_part", file);
            drop("import_fault", file);
          }
          return old.size();
        });
  }

  private void drop(String table, long[] file) {
    jdbc.sql("delete from " + table + " where club_id = :club and import_id = :id")
        .param("club", file[0])
        .param("id", file[1])
        .update();
  }

  private int end(
      ImportLease lease, String state, @Nullable String code, @Nullable String trouble) {
    return bind(END, lease)
        .param("state", state)
        .param("code", code, Types.VARCHAR)
        .param("trouble", trouble, Types.VARCHAR)
        .update();
  }

  private void tellFinished(ImportFile file, ImportLease lease) {
    java.time.Instant now = clock.instant();
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("importId", file.id());
    data.put("mode", "IMPORT");
    data.put("counts", file.counts());
    NewEvent event =
        new NewEvent(
            "sync.finished",
            "sync.finished:import:" + file.id() + ":" + lease.round(),
            "import_file",
            file.id(),
            null,
            data,
            now);
    journal.append(List.of(event), now, LocalDate.ofInstant(now, clubs.here().zone()));
    audit.write(lease.by(), "import.completed", "import", file.id(), Map.of());
  }

  private JdbcClient.StatementSpec bind(String sql, ImportLease lease) {
    return jdbc.sql(sql).param("id", lease.id()).param("lease", lease.lease());
  }

  private static final class NotMine extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private static final class OnlyChecked extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient TakeImported.Outcome outcome;

    OnlyChecked(TakeImported.Outcome outcome) {
      super(null, null, false, false);
      this.outcome = outcome;
    }
  }
}
