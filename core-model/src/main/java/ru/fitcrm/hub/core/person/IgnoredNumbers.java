package ru.fitcrm.hub.core.person;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.platform.Columns;
import ru.fitcrm.hub.core.platform.InvalidInput;
import ru.fitcrm.hub.core.platform.NotFound;
import ru.fitcrm.hub.core.platform.PageRequest;

/** Numbers that are nobody's clients. Every call runs inside the club's gate. */
public final class IgnoredNumbers {

  private static final String INSERT_NUMBER =
      """
      insert into ignored_number (number, note, created_by) values (:number, :note, :by)
      on conflict (club_id, number) do update set note = excluded.note
      returning id, number, note, created_by, created_at""";

  private final JdbcClient jdbc;

  IgnoredNumbers(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Adds a number; adding it again changes its note. */
  public IgnoredNumber add(
      @Nullable String number, String region, @Nullable String note, @Nullable String by) {
    String e164 = ReadPhone.read(number, region).e164OrNull();
    if (e164 == null) {
      throw new InvalidInput(
          "number", "phone.invalid", "number does not exist: write it as +79161234567");
    }
    return jdbc.sql(INSERT_NUMBER)
        .param("number", e164)
        .param("note", note)
        .param("by", by)
        .query((row, i) -> number(row))
        .single();
  }

  public void remove(long id) {
    if (jdbc.sql("delete from ignored_number where id = :id").param("id", id).update() == 0) {
      throw new NotFound("ignored number", id);
    }
  }

  public boolean contains(String e164) {
    return jdbc.sql("select exists (select 1 from ignored_number where number = :number)")
        .param("number", e164)
        .query(Boolean.class)
        .single();
  }

  public Optional<IgnoredNumber> find(String e164) {
    return jdbc.sql(
            """
            select id, number, note, created_by, created_at from ignored_number
             where number = :number""")
        .param("number", e164)
        .query((row, i) -> number(row))
        .optional();
  }

  public List<IgnoredNumber> list(PageRequest page) {
    return jdbc.sql(
            """
            select id, number, note, created_by, created_at from ignored_number
             where id > :after order by id limit :rows""")
        .param("after", page.after())
        .param("rows", page.limit() + 1)
        .query((row, i) -> number(row))
        .list();
  }

  private static IgnoredNumber number(java.sql.ResultSet row) throws java.sql.SQLException {
    return new IgnoredNumber(
        row.getLong("id"),
        row.getString("number"),
        row.getString("note"),
        row.getString("created_by"),
        Columns.time(row, "created_at"));
  }
}
