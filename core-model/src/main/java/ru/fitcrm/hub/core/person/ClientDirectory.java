package ru.fitcrm.hub.core.person;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.platform.Columns;
import ru.fitcrm.hub.core.platform.Conflict;
import ru.fitcrm.hub.core.platform.NotFound;
import ru.fitcrm.hub.core.platform.PageRequest;

/** Finds people. Every call runs inside the club's gate. */
public final class ClientDirectory {

  private static final String SELECT_CLIENT =
      """
      select c.*, a.last_activity_on, s.sleeping_since, s.lost_since,
             array(select p.number from client_phone p where p.client_id = c.id order by p.position, p.number)
               as numbers,
             array(select coalesce(p.label, '') from client_phone p
                    where p.client_id = c.id order by p.position, p.number) as labels
        from client c
        left join client_activity a on a.client_id = c.id
        left join client_standing s on s.client_id = c.id
      """;

  /** The ids first, as an array: a join would walk all of a club that was never analyzed. */
  private static final String CLIENTS_OF_NUMBER =
      SELECT_CLIENT
          + """
           where c.id = any (array(select client_id from client_phone where number = :number))
           order by (c.archived_at is not null),
                    exists (select 1 from client child where child.family_parent_id = c.id) desc,
                    a.last_activity_on desc nulls last, c.id
           limit 50""";

  private final JdbcClient jdbc;

  ClientDirectory(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  public Client get(long id) {
    return find(id).orElseThrow(() -> new NotFound("client", id));
  }

  /**
   * A person whose record may be written to.
   *
   * @throws Conflict if their data was erased
   */
  Client writable(long id) {
    Client client = get(id);
    if (client.erased()) {
      throw new Conflict(
          "client.erased", "The data of this person was erased for good: nothing can be changed");
    }
    return client;
  }

  public Optional<Client> find(long id) {
    return jdbc.sql(SELECT_CLIENT + " where c.id = :id")
        .param("id", id)
        .query((row, i) -> client(row))
        .optional();
  }

  /** These people, in no order; ids of nobody are left out. */
  public List<Client> withIds(Collection<Long> ids) {
    return ids.isEmpty()
        ? List.of()
        : jdbc.sql(SELECT_CLIENT + " where c.id = any (:ids)")
            .param("ids", ids.toArray(Long[]::new), Types.ARRAY)
            .query((row, i) -> client(row))
            .list();
  }

  /**
   * Everybody with this number, archived too, whose call it is first: the family's parent, else the
   * one active last.
   *
   * @param e164 the number
   */
  public List<Client> withNumber(String e164) {
    return jdbc.sql(CLIENTS_OF_NUMBER).param("number", e164).query((row, i) -> client(row)).list();
  }

  /** People by id; one more than the limit, so that the caller sees whether it goes on. */
  public List<Client> list(ClientQuery query, PageRequest page) {
    List<String> where = new ArrayList<>(List.of("c.id > :after"));
    if (query.phone() == null) {
      where.add(query.archived() ? "c.archived_at is not null" : "c.archived_at is null");
    } else {
      where.add("c.id = any (array(select client_id from client_phone where number = :phone))");
    }
    if (query.kind() != null) {
      where.add("c.kind = :kind");
    }
    String digits = query.byDigits() ? digits(query.text()) : "";
    String name = query.text() == null ? "" : query.text().strip().toLowerCase(Locale.ROOT);
    if (!name.isEmpty()) {
      where.add(textMatches(digits));
    }
    return jdbc.sql(
            SELECT_CLIENT + " where " + String.join(" and ", where) + " order by c.id limit :rows")
        .param("after", page.after())
        .param("phone", query.phone())
        .param("kind", Columns.name(query.kind()))
        .param("name", name)
        .param("nameEnd", name + Character.MAX_VALUE)
        .param("digits", "+" + digits)
        .param("digitsEnd", "+" + digits + ":")
        .param("rows", page.limit() + 1)
        .query((row, i) -> client(row))
        .list();
  }

  /** Range operators instead of LIKE: under row-level security LIKE loses its index. */
  private static String textMatches(String digits) {
    String byName =
        "(c.name_lower ~>=~ :name and c.name_lower ~<~ :nameEnd"
            + " or position(' ' || :name in ' ' || coalesce(c.name_lower, '')) > 0)";
    return digits.length() < 3
        ? byName
        : "("
            + byName
            + " or c.id = any (array(select client_id from client_phone"
            + " where number ~>=~ :digits and number ~<~ :digitsEnd)))";
  }

  /** The start of a Russian number as people type it: 8916… and 916… are +7916…. */
  private static String digits(@Nullable String text) {
    String digits = text == null ? "" : text.replaceAll("[^0-9]", "");
    if (digits.startsWith("8")) {
      return "7" + digits.substring(1);
    }
    return digits.startsWith("9") ? "7" + digits : digits;
  }

  private static Client client(ResultSet row) throws SQLException {
    return new Client(
        row.getLong("id"),
        ClientKind.valueOf(row.getString("kind")),
        row.getObject("archived_at") != null,
        row.getString("archive_reason"),
        row.getString("name"),
        phones(Columns.texts(row, "numbers"), Columns.texts(row, "labels")),
        row.getString("email"),
        Columns.date(row, "birth_date"),
        Columns.number(row, "branch_id"),
        Columns.number(row, "responsible_id"),
        Columns.number(row, "family_parent_id"),
        row.getString("source"),
        Columns.date(row, "last_activity_on"),
        Columns.date(row, "sleeping_since"),
        Columns.date(row, "lost_since"),
        row.getLong("version"),
        Columns.time(row, "created_at"),
        Columns.timeOrNull(row, "erased_at"));
  }

  private static List<Phone> phones(List<String> numbers, List<String> labels) {
    List<Phone> phones = new ArrayList<>();
    for (int i = 0; i < numbers.size(); i++) {
      phones.add(new Phone(numbers.get(i), labels.get(i).isEmpty() ? null : labels.get(i)));
    }
    return phones;
  }
}
