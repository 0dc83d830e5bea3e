package ru.fitcrm.hub.core.retention;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.platform.InvalidInput;

/** How many days a club keeps raw bodies. Every call runs inside the club's gate. */
public final class BodyDays {

  private static final int MOST = 365;

  private final JdbcClient jdbc;

  BodyDays(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  public int get() {
    return jdbc.sql("select body_days from club where id = hub_club()")
        .query(Integer.class)
        .single();
  }

  /**
   * @throws InvalidInput unless from 1 to {@value #MOST}
   */
  public int set(@Nullable Integer days) {
    if (days == null || days < 1 || days > MOST) {
      throw new InvalidInput(
          "bodyDays", "field.range", "bodyDays must be a whole number from 1 to " + MOST);
    }
    jdbc.sql("update club set body_days = :days, version = version + 1 where id = hub_club()")
        .param("days", days)
        .update();
    return days;
  }
}
