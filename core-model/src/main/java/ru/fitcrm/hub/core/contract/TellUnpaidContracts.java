package ru.fitcrm.hub.core.contract;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.club.Club;
import ru.fitcrm.hub.core.club.ClubDirectory;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.club.ClubId;
import ru.fitcrm.hub.core.journal.Journal;
import ru.fitcrm.hub.core.journal.NewEvent;
import ru.fitcrm.hub.core.platform.BusinessClock;
import ru.fitcrm.hub.core.platform.Columns;

/**
 * Tells of new contracts that are still unpaid fifteen minutes after they were made, or when the
 * hub hears of them if that is later. To be called every minute; several nodes may call at once.
 */
public final class TellUnpaidContracts {

  private static final Duration NEWS_AGE = Duration.ofHours(24);

  private static final String CLUBS_DUE =
      """
      select distinct k.club_id from contract k join club on club.id = k.club_id and club.active
       where k.unpaid_due_at <= :now order by 1""";

  /**
   * Whoever takes a contract's due time away tells; a payment that came in between speaks for it.
   */
  private static final String TAKE_DUE =
      """
      with due as (
        update contract set unpaid_due_at = null where unpaid_due_at <= :now
        returning id, client_id, price, status, deleted
      )
      select d.id, d.client_id, d.price
        from due d join client c on c.id = d.client_id and c.id = any (array(select client_id from due))
       where d.status = 'AWAITING_PAYMENT' and not d.deleted and c.archived_at is null
         and not exists (
           select 1 from payment p
            where p.client_id = d.client_id and p.contract_id = d.id
              and p.status = 'SUCCEEDED' and p.kind <> 'REFUND' and not p.deleted)
       order by d.id""";

  /** After an outage of the hub's own: what came due too long ago is no news. */
  private static final String FORGET_OLD =
      "update contract set unpaid_due_at = null where unpaid_due_at < :old";

  private final ClubGate gate;
  private final JdbcClient jdbc;
  private final ClubDirectory clubs;
  private final Journal journal;
  private final BusinessClock clock;

  TellUnpaidContracts(
      ClubGate gate, JdbcClient jdbc, ClubDirectory clubs, Journal journal, BusinessClock clock) {
    this.gate = gate;
    this.jdbc = jdbc;
    this.clubs = clubs;
    this.journal = journal;
    this.clock = clock;
  }

  /**
   * Tells what is due now in all clubs.
   *
   * @return how many contracts were told of
   */
  public int tellDue() {
    Instant now = clock.instant();
    List<Long> due =
        gate.asPlatform(
            () -> jdbc.sql(CLUBS_DUE).param("now", Columns.at(now)).query(Long.class).list());
    return due.stream().mapToInt(club -> tellDue(new ClubId(club), now)).sum();
  }

  private int tellDue(ClubId club, Instant now) {
    return gate.inClub(
        club,
        () -> {
          Club here = clubs.here();
          jdbc.sql(FORGET_OLD).param("old", Columns.at(now.minus(NEWS_AGE))).update();
          List<NewEvent> events =
              jdbc.sql(TAKE_DUE)
                  .param("now", Columns.at(now))
                  .query((row, i) -> event(row, now))
                  .list();
          journal.append(events, now, LocalDate.ofInstant(now, here.zone()));
          return events.size();
        });
  }

  private static NewEvent event(ResultSet row, Instant now) throws SQLException {
    long id = row.getLong("id");
    long client = row.getLong("client_id");
    java.math.BigDecimal price = row.getBigDecimal("price");
    Map<String, Object> data =
        price == null
            ? Map.of("contractId", id, "clientId", client)
            : Map.of("contractId", id, "clientId", client, "price", price);
    return NewEvent.once("contract.unpaid", "contract", id, client, data, now);
  }
}
