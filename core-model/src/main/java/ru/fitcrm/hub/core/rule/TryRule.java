package ru.fitcrm.hub.core.rule;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.club.Club;
import ru.fitcrm.hub.core.message.RenderText;
import ru.fitcrm.hub.core.platform.BusinessClock;
import ru.fitcrm.hub.core.platform.Columns;
import ru.fitcrm.hub.core.platform.SqlFile;

/**
 * Tries a rule on what has happened: how many events it would have answered, how many people it
 * would have told, and in which words. Nothing is sent or changed. Runs inside the club's gate.
 */
public final class TryRule {

  private static final String RUSSIAN = "ru";
  private static final String COUNT = SqlFile.read(TryRule.class, "try_rule.sql");
  private static final int LONGEST_DAYS = 90;

  private static final String SAMPLES =
      """
      select id, client_id, occurred_at from event
       where type = :type and recorded_at > :since
         and (cast(:condition as jsonpath) is null or data @@ cast(:condition as jsonpath))
       order by id desc limit 5""";

  private final JdbcClient jdbc;
  private final RenderText render;
  private final BusinessClock clock;

  TryRule(JdbcClient jdbc, RenderText render, BusinessClock clock) {
    this.jdbc = jdbc;
    this.render = render;
    this.clock = clock;
  }

  /**
   * What came of it.
   *
   * @param events it would have answered
   * @param told people and employees it would have written to or shown a notice, one each event
   * @param samples the newest events with the words in Russian; none for a card
   */
  public record Tried(int days, long events, long told, List<Sample> samples) {}

  /** One event's words. */
  public record Sample(
      long eventId, @Nullable Long clientId, Instant occurredAt, @Nullable String text) {}

  /**
   * @param days back from now, 1 to 90
   */
  public Tried tryOn(Club club, RuleEdit edit, int days) {
    CheckRule.Checked rule = CheckRule.check(edit);
    int back = Math.clamp(days, 1, LONGEST_DAYS);
    Instant since = clock.instant().minus(Duration.ofDays(back));
    try {
      Counted counted =
          bind(COUNT, rule, since).param("to", to(rule)).query(Counted.class).single();
      return new Tried(back, counted.events(), counted.told(), samples(club, rule, since));
    } catch (DataAccessException e) {
      throw WriteRules.isUnreadable(e) ? WriteRules.unreadableCondition() : e;
    }
  }

  private record Counted(long events, long told) {}

  private record Happened(long id, @Nullable Long clientId, Instant occurredAt) {}

  private List<Sample> samples(Club club, CheckRule.Checked rule, Instant since) {
    String template = rule.settings().path("text").path(RUSSIAN).asText("");
    List<Happened> happened =
        bind(SAMPLES, rule, since)
            .query(
                (row, i) ->
                    new Happened(
                        row.getLong("id"),
                        Columns.number(row, "client_id"),
                        Columns.time(row, "occurred_at")))
            .list();
    List<Sample> samples = new ArrayList<>();
    for (Happened one : happened) {
      String text =
          template.isBlank()
              ? null
              : render.preview(template, one.id(), one.clientId(), club.zone(), RUSSIAN);
      samples.add(new Sample(one.id(), one.clientId(), one.occurredAt(), text));
    }
    return samples;
  }

  private JdbcClient.StatementSpec bind(String sql, CheckRule.Checked rule, Instant since) {
    return jdbc.sql(sql)
        .param("type", rule.eventType())
        .param("condition", rule.condition(), Types.VARCHAR)
        .param("since", Columns.at(since));
  }

  private static String to(CheckRule.Checked rule) {
    JsonNode to = rule.settings().path("to");
    return to.asText("");
  }
}
