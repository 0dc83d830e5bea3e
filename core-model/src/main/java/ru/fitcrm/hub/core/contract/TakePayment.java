package ru.fitcrm.hub.core.contract;

import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.club.Club;
import ru.fitcrm.hub.core.club.ClubDirectory;
import ru.fitcrm.hub.core.contract.HeardPayment.Status;
import ru.fitcrm.hub.core.contract.HeardRows.Row;
import ru.fitcrm.hub.core.journal.Journal;
import ru.fitcrm.hub.core.journal.NewEvent;
import ru.fitcrm.hub.core.platform.BusinessClock;
import ru.fitcrm.hub.core.platform.Columns;

/**
 * A gateway's word on a payment becomes its row and, once for each status, an event. What the
 * club's system has told already stays as it told it. Runs inside the club's gate; what concerns
 * one payment comes one after another.
 */
public final class TakePayment {

  /** What is older than this is history: kept, but no news. */
  private static final Duration NEWS = Duration.ofHours(24);

  private static final String PAID_BEFORE =
      """
      select client_id, contract_id from payment
       where connection_id = :connection and ref = :of or transaction_ref = any (array[:of, :order])
       order by (connection_id = :connection and ref = :of) desc, id desc limit 1""";

  private static final String MOVE_ACTIVITY =
      """
      insert into client_activity (client_id, last_activity_on) values (:client, :day)
      on conflict (club_id, client_id) do update
         set last_activity_on = greatest(client_activity.last_activity_on, excluded.last_activity_on)""";

  private final JdbcClient jdbc;
  private final HeardRows rows;
  private final ClubDirectory clubs;
  private final FindPayer payers;
  private final FailedCharges charges;
  private final Journal journal;
  private final BusinessClock clock;
  private final Clock system;

  TakePayment(
      JdbcClient jdbc,
      HeardRows rows,
      ClubDirectory clubs,
      FindPayer payers,
      FailedCharges charges,
      Journal journal,
      BusinessClock clock,
      Clock system) {
    this.jdbc = jdbc;
    this.rows = rows;
    this.clubs = clubs;
    this.payers = payers;
    this.charges = charges;
    this.journal = journal;
    this.clock = clock;
    this.system = system;
  }

  private record Owner(long client, @Nullable Long contract, boolean newLead) {}

  /**
   * Whose payment it is.
   *
   * @param receivedAt when the gateway told it
   * @throws ru.fitcrm.hub.core.platform.InvalidInput if nobody can be meant
   */
  public long take(long connection, HeardPayment heard, Instant receivedAt) {
    oneByOne(heard);
    Optional<Row> known = rows.known(connection, heard);
    if (known.isEmpty()) {
      return insert(connection, heard, receivedAt);
    }
    Row row = known.get();
    if (advances(row, heard)) {
      if (!row.ofSystem()) {
        rows.advance(row.id(), heard);
      }
      tell(connection, heard, row, false, receivedAt);
    } else if (row.ofSystem() && row.status() == heard.status()) {
      toldOfSubscription(heard, row);
    }
    return row.client();
  }

  private void oneByOne(HeardPayment heard) {
    if (heard.subscription() != null) {
      charges.oneByOne(heard.subscription());
    }
    rows.oneByOne(heard.ref());
  }

  /** A failed charge the gateway has told as a failure of its subscription. */
  private boolean toldOfSubscription(HeardPayment heard, Row row) {
    return heard.subscription() != null
        && heard.status() == Status.FAILED
        && charges.toldOfSubscription(heard.subscription(), row.id(), row.client());
  }

  /**
   * A subscription says that a charge failed, which the gateway may also tell as a payment.
   *
   * @param failure which failure of the subscription it is
   */
  public long subscriptionFailed(
      long connection,
      String subscription,
      String failure,
      HeardPayment heard,
      Instant receivedAt) {
    charges.oneByOne(subscription);
    Club club = clubs.here();
    FindPayer.Found payer = payers.find(heard.payer(), true, club.region());
    if (isNews(receivedAt) && !charges.toldAsPayment(subscription, failure)) {
      Map<String, Object> data = data(connection, heard, payer.client(), payer.contract());
      String key = FailedCharges.key(subscription, failure);
      append(
          club,
          List.of(
              new NewEvent(
                  "payment.failed",
                  key,
                  "client",
                  payer.client(),
                  payer.client(),
                  data,
                  clock.instant())));
    }
    return payer.client();
  }

  private static boolean advances(Row row, HeardPayment heard) {
    return heard.status().compareTo(row.status()) > 0 && !HeardPayment.CANCELLED.equals(row.code());
  }

  private long insert(long connection, HeardPayment heard, Instant receivedAt) {
    Owner owner = owner(connection, heard);
    Row row = rows.insert(connection, heard, owner.client(), owner.contract());
    tell(connection, heard, row, owner.newLead(), receivedAt);
    return owner.client();
  }

  private Owner owner(long connection, HeardPayment heard) {
    Optional<Owner> before =
        heard.of() == null
            ? Optional.empty()
            : jdbc.sql(PAID_BEFORE)
                .param("connection", connection)
                .param("of", heard.of())
                .param("order", heard.order(), Types.VARCHAR)
                .query(
                    (row, i) ->
                        new Owner(
                            row.getLong("client_id"), Columns.number(row, "contract_id"), false))
                .optional();
    return before.orElseGet(() -> payer(heard));
  }

  private Owner payer(HeardPayment heard) {
    boolean recurring = "RECURRING".equals(heard.kind());
    FindPayer.Found found = payers.find(heard.payer(), recurring, clubs.here().region());
    return new Owner(found.client(), found.contract(), found.newLead());
  }

  private void tell(
      long connection, HeardPayment heard, Row row, boolean newLead, Instant receivedAt) {
    Club club = clubs.here();
    if (heard.status() == Status.SUCCEEDED && !row.ofSystem() && heard.kind().equals("PURCHASE")) {
      moveActivity(club, row.client(), heard.at());
    }
    boolean silent =
        heard.status() == Status.WAITING || HeardPayment.CANCELLED.equals(heard.code());
    if (silent || !isNews(receivedAt) || toldOfSubscription(heard, row)) {
      return;
    }
    Instant now = clock.instant();
    List<NewEvent> events = new ArrayList<>();
    if (newLead) {
      Map<String, Object> lead =
          Map.of("source", "payment", "paymentId", row.id(), "via", "payment");
      events.add(NewEvent.once("lead.created", "client", row.client(), row.client(), lead, now));
    }
    Map<String, Object> data = data(connection, heard, row.client(), row.contract());
    data.put("paymentId", row.id());
    events.add(NewEvent.once(type(heard), "payment", row.id(), row.client(), data, now));
    append(club, events);
  }

  private static String type(HeardPayment heard) {
    return heard.status() == Status.FAILED
        ? "payment.failed"
        : heard.isRefund() ? "payment.refunded" : "payment.succeeded";
  }

  private static Map<String, Object> data(
      long connection, HeardPayment heard, long client, @Nullable Long contract) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("clientId", client);
    data.put("connectionId", connection);
    data.put("kind", heard.kind());
    data.put("amount", heard.amount());
    if (contract != null) {
      data.put("contractId", contract);
    }
    if (heard.code() != null) {
      data.put("code", heard.code());
    }
    return data;
  }

  private void moveActivity(Club club, long client, Instant at) {
    jdbc.sql(MOVE_ACTIVITY)
        .param("client", client)
        .param("day", LocalDate.ofInstant(at, club.zone()))
        .update();
  }

  private boolean isNews(Instant receivedAt) {
    return receivedAt.isAfter(system.instant().minus(NEWS));
  }

  private void append(Club club, List<NewEvent> events) {
    Instant now = clock.instant();
    journal.append(events, now, LocalDate.ofInstant(now, club.zone()));
  }
}
