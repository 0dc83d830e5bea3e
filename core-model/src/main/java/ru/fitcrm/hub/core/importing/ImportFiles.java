package ru.fitcrm.hub.core.importing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.platform.Columns;
import ru.fitcrm.hub.core.platform.Conflict;
import ru.fitcrm.hub.core.platform.NotFound;
import ru.fitcrm.hub.core.platform.PageRequest;

/**
 * Files of clients, as people bring, map, start, stop and see them. Every call runs in the gate.
 */
public final class ImportFiles {

  /** Parts a file's bytes are kept in. */
  public static final int PART = 1 << 20;

  private static final String ADD =
      """
      insert into import_file (name, size, sha256, format, layout, columns, created_by)
      values (:name, :size, :sha256, :format, cast(:layout as jsonb), cast(:columns as jsonb), :by)
      returning id""";

  private static final String DESCRIBE =
      """
      update import_file
         set layout = cast(:layout as jsonb), columns = cast(:columns as jsonb), state = 'READY', pass = 'CHECK',
             position = 0, total = null, counts = '{}', trouble = null, trouble_code = null, version = version + 1
       where id = :id and state not in ('CHECKING', 'RUNNING') and purged_at is null""";

  private static final String BEGIN =
      """
      update import_file
         set state = :state, pass = :pass, position = 0, counts = '{}', trouble = null, trouble_code = null,
             started_at = now(), ended_at = null, lease = null, beat_at = null, round = round + 1,
             version = version + 1
       where id = :id and state not in ('CHECKING', 'RUNNING') and purged_at is null""";

  private static final String STOP =
      """
      update import_file
         set state = 'STOPPED', ended_at = now(), lease = null, beat_at = null, version = version + 1
       where id = :id and state in ('CHECKING', 'RUNNING')""";

  private static final String RESUME =
      """
      update import_file
         set state = case pass when 'CHECK' then 'CHECKING' else 'RUNNING' end, ended_at = null, lease = null,
             beat_at = null, trouble = null, trouble_code = null, round = round + 1, version = version + 1
       where id = :id and state in ('STOPPED', 'FAILED') and started_at is not null and purged_at is null""";

  private static final String FAULTS =
      """
      select row_number, taken, field, code, reason, cells, id from import_fault
       where import_id = :import and id > :after and (not :onlyRejected or not taken)
       order by id limit :rows""";

  private static final ObjectMapper JSON =
      new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
  private static final TypeReference<List<ImportColumn>> COLUMNS = new TypeReference<>() {};
  private static final TypeReference<List<String>> CELLS = new TypeReference<>() {};

  private final JdbcClient jdbc;

  ImportFiles(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * What is known of a file when it is brought.
   *
   * @param format CSV or XLSX
   */
  public record Brought(
      String name,
      long size,
      String sha256,
      String format,
      ImportLayout layout,
      List<ImportColumn> columns) {}

  /** Keeps a file's description; its bytes follow by {@link #putPart}. */
  public long add(Brought file, String by) {
    return jdbc.sql(ADD)
        .param("name", file.name())
        .param("size", file.size())
        .param("sha256", file.sha256())
        .param("format", file.format())
        .param("layout", text(file.layout()))
        .param("columns", text(file.columns()))
        .param("by", by)
        .query(Long.class)
        .single();
  }

  /**
   * @param number from 0
   */
  public void putPart(long id, int number, byte[] bytes) {
    jdbc.sql("insert into import_part (import_id, number, bytes) values (:id, :number, :bytes)")
        .param("id", id)
        .param("number", number)
        .param("bytes", bytes)
        .update();
  }

  /** A part of a file's bytes; empty after the last. */
  public Optional<byte[]> part(long id, int number) {
    return jdbc.sql("select bytes from import_part where import_id = :id and number = :number")
        .param("id", id)
        .param("number", number)
        .query(byte[].class)
        .optional();
  }

  public ImportFile get(long id) {
    return jdbc.sql("select * from import_file where id = :id")
        .param("id", id)
        .query((row, i) -> file(row))
        .optional()
        .orElseThrow(() -> new NotFound("import", id));
  }

  /** The newest first; one more than the limit, so that the caller sees whether it goes on. */
  public List<ImportFile> list(PageRequest page) {
    return jdbc.sql(
            "select * from import_file where id < :before or :before = 0 order by id desc limit :rows")
        .param("before", page.after())
        .param("rows", page.limit() + 1)
        .query((row, i) -> file(row))
        .list();
  }

  /**
   * Says anew how a file is read and what its columns are. What a check found is forgotten.
   *
   * @throws Conflict while it is worked through
   */
  public ImportFile describe(long id, ImportLayout layout, List<ImportColumn> columns) {
    int changed =
        jdbc.sql(DESCRIBE)
            .param("id", id)
            .param("layout", text(layout))
            .param("columns", text(columns))
            .update();
    return changed(id, changed);
  }

  /**
   * Has a file checked, or taken, from its first row.
   *
   * @throws Conflict while it is worked through
   */
  public ImportFile begin(long id, ImportFile.Pass pass) {
    int changed =
        jdbc.sql(BEGIN)
            .param("id", id)
            .param("pass", pass.name())
            .param("state", pass == ImportFile.Pass.CHECK ? "CHECKING" : "RUNNING")
            .update();
    ImportFile now = changed(id, changed);
    jdbc.sql("delete from import_fault where import_id = :id").param("id", id).update();
    return now;
  }

  /** Ends it after the slice under way, which is undone. What was taken stays. */
  public ImportFile stop(long id) {
    int changed = jdbc.sql(STOP).param("id", id).update();
    ImportFile now = get(id);
    if (changed == 0) {
      throw new Conflict("import.not-going", "Only an import that is going on can be stopped");
    }
    return now;
  }

  /** Goes on where it stopped or failed. */
  public ImportFile resume(long id) {
    int changed = jdbc.sql(RESUME).param("id", id).update();
    ImportFile now = get(id);
    if (changed == 0) {
      throw new Conflict("import.not-stopped", "Only a STOPPED or FAILED import can be resumed");
    }
    return now;
  }

  private ImportFile changed(long id, int rows) {
    ImportFile now = get(id);
    if (rows == 0) {
      throw now.purged()
          ? new Conflict("import.purged", "The file was dropped after 30 days: bring it again")
          : new Conflict("import.going", "The import is going on: stop it first");
    }
    return now;
  }

  /** A fault and where to go on after it. */
  public record Numbered(long id, ImportFault fault) {}

  /**
   * @param onlyRejected leaves out rows that were taken
   * @param after id of the last one before
   */
  public List<Numbered> faults(long id, boolean onlyRejected, long after, int limit) {
    return jdbc.sql(FAULTS)
        .param("import", id)
        .param("after", after)
        .param("onlyRejected", onlyRejected)
        .param("rows", limit)
        .query((row, i) -> fault(row))
        .list();
  }

  static String text(Object value) {
    return JSON.valueToTree(value).toString();
  }

  static String jsonOf(List<ImportFault> faults) {
    return JSON.valueToTree(
            faults.stream()
                .map(
                    fault ->
                        Map.of(
                            "row", fault.row(),
                            "taken", fault.taken(),
                            "field", fault.field(),
                            "code", fault.code(),
                            "reason", fault.reason(),
                            "cells", fault.cells()))
                .toList())
        .toString()
        .replace("\\u0000", "");
  }

  static ImportCounts counts(String text) {
    return read(text, new TypeReference<ImportCounts>() {});
  }

  private static Numbered fault(ResultSet row) throws SQLException {
    return new Numbered(
        row.getLong("id"),
        new ImportFault(
            row.getLong("row_number"),
            row.getBoolean("taken"),
            row.getString("field"),
            row.getString("code"),
            row.getString("reason"),
            read(row.getString("cells"), CELLS)));
  }

  private static ImportFile file(ResultSet row) throws SQLException {
    return new ImportFile(
        row.getLong("id"),
        row.getString("name"),
        row.getLong("size"),
        row.getString("sha256"),
        row.getString("format"),
        read(row.getString("layout"), new TypeReference<ImportLayout>() {}),
        read(row.getString("columns"), COLUMNS),
        ImportFile.State.valueOf(row.getString("state")),
        ImportFile.Pass.valueOf(row.getString("pass")),
        row.getLong("position"),
        Columns.number(row, "total"),
        counts(row.getString("counts")),
        row.getString("trouble_code"),
        row.getString("trouble"),
        row.getString("created_by"),
        Columns.time(row, "created_at"),
        Columns.timeOrNull(row, "started_at"),
        Columns.timeOrNull(row, "ended_at"),
        row.getObject("purged_at") != null,
        row.getLong("version"));
  }

  private static <T> T read(@Nullable String text, TypeReference<T> type) {
    try {
      return JSON.readValue(text, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("The database holds an import that is no JSON", e);
    }
  }
}
