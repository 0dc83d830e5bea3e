package ru.fitcrm.hub.core.contract;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.platform.Columns;
import ru.fitcrm.hub.core.platform.PageRequest;

/**
 * What a client has bought, paid and come for. What the club's system marked for deletion is not
 * shown. Lists come the newest first, one more than the limit, so that the caller sees whether it
 * goes on; their cursor is how many were read. Every call runs inside the club's gate.
 */
public final class ContractBook {

  private static final String CONTRACTS =
      """
      select * from contract
       where client_id = :client and not deleted
       order by status in ('ENDED', 'TERMINATED'), coalesce(starts_on, made_at::date) desc nulls last, id desc
       offset :after limit :rows""";

  private static final String PAYMENTS =
      """
      select * from payment where client_id = :client and not deleted
       order by at desc, id desc offset :after limit :rows""";

  private static final String VISITS =
      """
      select * from visit where client_id = :client and not deleted
       order by at desc, id desc offset :after limit :rows""";

  private final JdbcClient jdbc;

  ContractBook(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Contracts, those that go on first. */
  public List<Contract> contracts(long client, PageRequest page) {
    return asked(CONTRACTS, client, page).query((row, i) -> contract(row)).list();
  }

  public List<Payment> payments(long client, PageRequest page) {
    return asked(PAYMENTS, client, page).query((row, i) -> payment(row)).list();
  }

  public List<Visit> visits(long client, PageRequest page) {
    return asked(VISITS, client, page).query((row, i) -> visit(row)).list();
  }

  private JdbcClient.StatementSpec asked(String question, long client, PageRequest page) {
    return jdbc.sql(question)
        .param("client", client)
        .param("after", page.after())
        .param("rows", page.limit() + 1);
  }

  private static Contract contract(ResultSet row) throws SQLException {
    return new Contract(
        row.getLong("id"),
        row.getLong("connection_id"),
        row.getString("ref"),
        row.getLong("client_id"),
        row.getString("kind"),
        row.getString("term"),
        row.getString("title"),
        row.getString("status"),
        Columns.date(row, "starts_on"),
        Columns.date(row, "ends_on"),
        Columns.date(row, "terminates_on"),
        Columns.date(row, "next_charge_on"),
        row.getBigDecimal("price"),
        row.getBigDecimal("debt"),
        row.getObject("visits_total", Integer.class),
        row.getObject("visits_left", Integer.class),
        Columns.timeOrNull(row, "made_at"));
  }

  private static Payment payment(ResultSet row) throws SQLException {
    return new Payment(
        row.getLong("id"),
        row.getLong("connection_id"),
        row.getString("ref"),
        row.getLong("client_id"),
        Columns.number(row, "contract_id"),
        row.getString("kind"),
        row.getBigDecimal("amount"),
        row.getString("status"),
        Columns.time(row, "at"),
        row.getBoolean("provisional"));
  }

  private static Visit visit(ResultSet row) throws SQLException {
    return new Visit(
        row.getLong("id"),
        row.getLong("connection_id"),
        row.getString("ref"),
        row.getLong("client_id"),
        Columns.time(row, "at"));
  }
}
