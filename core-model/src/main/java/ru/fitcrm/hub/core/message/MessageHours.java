package ru.fitcrm.hub.core.message;

import java.time.LocalTime;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.platform.InvalidInput;

/** When a club writes to people, and how much at most. Every call runs inside the club's gate. */
public final class MessageHours {

  private static final int MOST = 1000;

  private static final String READ =
      "select quiet_from, quiet_until, ads_per_week, texts_per_day from club where id = hub_club()";

  private static final String WRITE =
      """
      update club
         set quiet_from = :quietFrom, quiet_until = :quietUntil, ads_per_week = :adsPerWeek,
             texts_per_day = :textsPerDay, version = version + 1
       where id = hub_club()""";

  private final JdbcClient jdbc;

  MessageHours(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * A club's limits.
   *
   * @param quietFrom time where the recipient is, or in the club where that is unknown, from which
   *     only codes are said; the same as {@code quietUntil}: never quiet
   * @param quietUntil the time there at which the rest goes on
   * @param adsPerWeek advertising to one person in seven days
   * @param textsPerDay messages that rules send to one person in 24 hours, codes apart
   */
  public record Limits(
      LocalTime quietFrom, LocalTime quietUntil, int adsPerWeek, int textsPerDay) {}

  /** What may be set; left out stays. */
  public record Edit(
      @Nullable LocalTime quietFrom,
      @Nullable LocalTime quietUntil,
      @Nullable Integer adsPerWeek,
      @Nullable Integer textsPerDay) {}

  public Limits get() {
    return jdbc.sql(READ).query(Limits.class).single();
  }

  public Limits set(Edit edit) {
    Limits now = get();
    jdbc.sql(WRITE)
        .param("quietFrom", edit.quietFrom() == null ? now.quietFrom() : edit.quietFrom())
        .param("quietUntil", edit.quietUntil() == null ? now.quietUntil() : edit.quietUntil())
        .param("adsPerWeek", count("adsPerWeek", edit.adsPerWeek(), now.adsPerWeek()))
        .param("textsPerDay", count("textsPerDay", edit.textsPerDay(), now.textsPerDay()))
        .update();
    return get();
  }

  private static int count(String field, @Nullable Integer wanted, int now) {
    if (wanted == null) {
      return now;
    }
    if (wanted < 0 || wanted > MOST) {
      throw new InvalidInput(field, "field.range", field + " must be from 0 to " + MOST);
    }
    return wanted;
  }
}
