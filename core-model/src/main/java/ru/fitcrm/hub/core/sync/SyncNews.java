package ru.fitcrm.hub.core.sync;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.journal.Journal;
import ru.fitcrm.hub.core.journal.NewEvent;
import ru.fitcrm.hub.core.person.ArchivePeople;
import ru.fitcrm.hub.core.platform.Columns;

/** Tells the journal what of a packet's changes is news. */
final class SyncNews {

  private static final int EVENTS_AT_ONCE = 5000;
  private static final String CHANGED_CLIENTS =
      """
      select c.client_id, c.known, c.became, c.was_deleted and not c.deleted as restored, c.fields, k.version,
             c.was_kind
        from sync_client_change c join client k on k.id = c.client_id
       where not c.same and not c.deleted
         and k.id = any (array(select client_id from sync_client_change where not same))
       order by c.client_id""";
  private static final String CHANGED_CONTRACTS =
      """
      select id, known, row_version, owner_id, kind, term, status, was_status, ends_on, price, made_at
        from sync_contract_change where not same and owner_id is not null order by id""";
  private static final String CHANGED_PAYMENTS =
      """
      select id, owner_id, contract_id, kind, amount, status, at,
             exists (select 1 from contract k join payment p on p.contract_id = k.id
                      where k.id = s.contract_id and k.kind = 'PACKAGE' and p.client_id = s.owner_id
                        and p.id <> s.id and p.at < s.at and p.status = 'SUCCEEDED' and not p.deleted) as top_up
        from sync_payment_change s
       where not same and owner_id is not null and not deleted and status <> 'WAITING'
         and (not known or was_status <> status) and at > cast(:newsSince as timestamptz) order by id""";
  private static final String NEW_VISITS =
      """
      select id, owner_id, at,
             exists (select 1 from contract k where k.client_id = owner_id and k.kind = 'PACKAGE'
                        and k.status = 'ACTIVE' and not k.deleted) as of_package
        from sync_visit_change
       where not known and owner_id is not null and not deleted and at > cast(:newsSince as timestamptz)
       order by id""";
  private static final String CHANGED_BOOKINGS =
      """
      select id, owner_id, at, status, known from sync_booking_change
       where not same and owner_id is not null and not (not known and deleted)
         and (not known or was_status <> status) and at > cast(:newsSince as timestamptz) order by id""";

  private static final String ERASED =
      "select id from client where id = any (:ids) and erased_at is not null";

  private final JdbcClient jdbc;
  private final Journal journal;

  SyncNews(JdbcClient jdbc, Journal journal) {
    this.jdbc = jdbc;
    this.journal = journal;
  }

  void tellClients(List<ArchivePeople.Archived> archived, PacketFrame frame) {
    Instant at = frame.heardAt();
    if (at == null || !frame.isNews(at)) {
      return;
    }
    List<NewEvent> events =
        new ArrayList<>(jdbc.sql(CHANGED_CLIENTS).query((row, i) -> clientEvent(row, at)).list());
    for (ArchivePeople.Archived person : archived) {
      events.add(
          event(
              "client.archived",
              ":" + person.version(),
              "client",
              person.id(),
              person.id(),
              new LinkedHashMap<>(Map.of("bySystem", true)),
              at));
    }
    append(events, frame);
  }

  void tellRows(Entity entity, PacketFrame frame) {
    if (frame.newsSince() == null) {
      return;
    }
    List<@Nullable NewEvent> events =
        switch (entity) {
          case CONTRACT -> events(CHANGED_CONTRACTS, frame, SyncNews::contractEvent);
          case PAYMENT -> events(CHANGED_PAYMENTS, frame, SyncNews::paymentEvent);
          case VISIT -> events(NEW_VISITS, frame, SyncNews::visitEvent);
          case BOOKING -> events(CHANGED_BOOKINGS, frame, SyncNews::bookingEvent);
          case CLIENT, SHIFT -> List.of();
        };
    List<NewEvent> news = new ArrayList<>();
    for (NewEvent event : events) {
      if (event != null) {
        news.add(event);
      }
    }
    append(withoutErased(news), frame);
  }

  /** What erased people do counts, and is not spoken of. */
  private List<NewEvent> withoutErased(List<NewEvent> events) {
    if (events.isEmpty()) {
      return events;
    }
    Set<Long> erased =
        new HashSet<>(
            jdbc.sql(ERASED)
                .param("ids", events.stream().map(NewEvent::clientId).toArray(Long[]::new))
                .query(Long.class)
                .list());
    return erased.isEmpty()
        ? events
        : events.stream().filter(event -> !erased.contains(event.clientId())).toList();
  }

  /** Makes an event of a changed row, or none. */
  private interface Read {
    @Nullable NewEvent event(ResultSet row, PacketFrame frame) throws SQLException;
  }

  private List<@Nullable NewEvent> events(String sql, PacketFrame frame, Read read) {
    List<@Nullable NewEvent> events = new ArrayList<>();
    frame
        .bind(jdbc.sql(sql))
        .query(
            row -> {
              events.add(read.event(row, frame));
            });
    return events;
  }

  private static NewEvent clientEvent(ResultSet row, Instant at) throws SQLException {
    long id = row.getLong("client_id");
    // A lead that was given to the system is known by the id it answered with.
    boolean given = "LEAD".equals(row.getString("was_kind"));
    boolean lead = row.getBoolean("became") || given;
    Map<String, Object> data = new LinkedHashMap<>();
    if (!row.getBoolean("known") || given) {
      if (lead) {
        data.put("fromLead", true);
      }
      return event("client.created", "", "client", id, id, data, at);
    }
    data.put("fields", Columns.texts(row, "fields"));
    if (row.getBoolean("restored")) {
      data.put("restored", true);
    }
    return event("client.updated", ":" + row.getLong("version"), "client", id, id, data, at);
  }

  private static @Nullable NewEvent contractEvent(ResultSet row, PacketFrame frame)
      throws SQLException {
    boolean known = row.getBoolean("known");
    Instant made = Columns.timeOrNull(row, "made_at");
    Instant at = known || made == null ? frame.heardAt() : made;
    if (at == null || !frame.isNews(at)) {
      return null;
    }
    Map<String, Object> data = new LinkedHashMap<>();
    put(data, "contractId", row.getLong("id"));
    put(data, "kind", row.getString("kind"));
    put(data, "term", row.getString("term"));
    put(data, "status", row.getString("status"));
    put(data, "price", row.getBigDecimal("price"));
    Object endsOn = Columns.date(row, "ends_on");
    put(data, "endsOn", endsOn == null ? null : endsOn.toString());
    boolean endedNow = isOver(row.getString("status")) && !isOver(row.getString("was_status"));
    String type = !known ? "contract.created" : endedNow ? "contract.ended" : "contract.updated";
    String suffix = known ? ":" + row.getLong("row_version") : "";
    return event(type, suffix, "contract", row.getLong("id"), row.getLong("owner_id"), data, at);
  }

  private static boolean isOver(@Nullable String status) {
    return "ENDED".equals(status) || "TERMINATED".equals(status);
  }

  private static NewEvent paymentEvent(ResultSet row, PacketFrame frame) throws SQLException {
    String kind = row.getString("kind");
    boolean failed = "FAILED".equals(row.getString("status"));
    Map<String, Object> data = new LinkedHashMap<>();
    put(data, "paymentId", row.getLong("id"));
    put(data, "contractId", Columns.number(row, "contract_id"));
    put(data, "kind", kind);
    put(data, "amount", row.getBigDecimal("amount"));
    if (row.getBoolean("top_up")) {
      data.put("topUp", true);
    }
    String type =
        failed
            ? "payment.failed"
            : "REFUND".equals(kind) ? "payment.refunded" : "payment.succeeded";
    return event(
        type,
        "",
        "payment",
        row.getLong("id"),
        row.getLong("owner_id"),
        data,
        Columns.time(row, "at"));
  }

  private static NewEvent visitEvent(ResultSet row, PacketFrame frame) throws SQLException {
    long id = row.getLong("id");
    Map<String, Object> data = new LinkedHashMap<>(Map.of("visitId", id));
    data.put("ofPackage", row.getBoolean("of_package"));
    return event(
        "visit.added", "", "visit", id, row.getLong("owner_id"), data, Columns.time(row, "at"));
  }

  private static @Nullable NewEvent bookingEvent(ResultSet row, PacketFrame frame)
      throws SQLException {
    String status = row.getString("status");
    Instant planned = Columns.time(row, "at");
    String type =
        switch (status) {
          case "PLANNED", "CONFIRMED" -> row.getBoolean("known") ? null : "booking.made";
          case "CANCELLED" -> "booking.cancelled";
          case "MISSED" -> "booking.missed";
          default -> null;
        };
    Instant at = "MISSED".equals(status) ? planned : frame.heardAt();
    if (type == null || at == null || !frame.isNews(at)) {
      return null;
    }
    long id = row.getLong("id");
    Map<String, Object> data = new LinkedHashMap<>(Map.of("bookingId", id));
    data.put("at", planned.toString());
    return event(type, "", "booking", id, row.getLong("owner_id"), data, at);
  }

  private static void put(Map<String, Object> data, String name, @Nullable Object value) {
    if (value != null) {
      data.put(name, value);
    }
  }

  private static NewEvent event(
      String type,
      String keySuffix,
      String subject,
      long id,
      long client,
      Map<String, Object> data,
      Instant at) {
    data.put("clientId", client);
    return new NewEvent(type, type + ":" + id + keySuffix, subject, id, client, data, at);
  }

  private void append(List<NewEvent> events, PacketFrame frame) {
    for (int from = 0; from < events.size(); from += EVENTS_AT_ONCE) {
      int to = Math.min(from + EVENTS_AT_ONCE, events.size());
      journal.append(events.subList(from, to), frame.now(), frame.today());
    }
  }
}
