package ru.fitcrm.hub.core.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import ru.fitcrm.hub.core.licence.LicenceState;
import ru.fitcrm.hub.core.platform.Columns;
import ru.fitcrm.hub.core.platform.SqlFile;

/**
 * Where everything that happens is told, and from which everything that follows, follows. Runs
 * inside a club's gate.
 */
public final class Journal {

  private static final String APPEND = SqlFile.read(Journal.class, "append_and_react.sql");

  private final JdbcClient jdbc;
  private final ObjectMapper json;
  private final JournalSignal signal;
  private final List<FollowAtOnce> followers;

  /**
   * @param followers told of new events before their transaction ends
   */
  Journal(JdbcClient jdbc, ObjectMapper json, JournalSignal signal, List<FollowAtOnce> followers) {
    this.jdbc = jdbc;
    this.json = json;
    this.signal = signal;
    this.followers = List.copyOf(followers);
  }

  /**
   * Tells events. Those whose key is known already change nothing; the new ones bring the cards,
   * lines and notices the club's rules want, in the same statement. Past the grace of the club's
   * licence they are only written down: nothing follows from them, then or later.
   *
   * @param now the business clock's time
   * @param today the club's date at that time, for due dates
   */
  public Appended append(List<NewEvent> events, Instant now, LocalDate today) {
    if (events.isEmpty()) {
      return new Appended(0, 0, 0, true);
    }
    Appended appended =
        jdbc.sql(APPEND)
            .param("events", write(events))
            .param("now", Columns.at(now))
            .param("today", today)
            .param("grace", LicenceState.GRACE_DAYS)
            .query(Appended.class)
            .single();
    if (appended.events() > 0) {
      if (appended.followed()) {
        followers.forEach(follower -> follower.follow(events));
      }
      if (appended.messages() > 0) {
        followers.forEach(FollowAtOnce::messagesPut);
      }
      wakeReadersAfterCommit();
    }
    return appended;
  }

  /**
   * What telling brought.
   *
   * @param events events that were new
   * @param cards cards made for them
   * @param messages to people, by the club's rules
   * @param followed false if the club's licence lets nothing follow
   */
  public record Appended(long events, long cards, long messages, boolean followed) {}

  private void wakeReadersAfterCommit() {
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            signal.wake();
          }
        });
  }

  private String write(List<NewEvent> events) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (NewEvent event : events) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("ordinal", rows.size());
      row.put("type", event.type());
      row.put("key", event.key());
      row.put("subjectType", event.subjectType());
      row.put("subjectId", event.subjectId());
      row.put("clientId", event.clientId());
      row.put("data", event.data());
      row.put("occurredAt", event.occurredAt().toString());
      rows.add(row);
    }
    try {
      return json.writeValueAsString(rows);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("An event's data cannot be written as JSON", e);
    }
  }
}
