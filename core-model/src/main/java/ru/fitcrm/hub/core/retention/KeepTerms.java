package ru.fitcrm.hub.core.retention;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.platform.InvalidInput;

/** How long a club keeps what. Every call runs inside the club's gate. */
public final class KeepTerms {

  private static final String READ =
      "select body_days, log_days, lead_months from club where id = hub_club()";

  private static final String WRITE =
      """
      update club
         set body_days = :bodyDays, log_days = :logDays, lead_months = :leadMonths, version = version + 1
       where id = hub_club()""";

  private final JdbcClient jdbc;

  KeepTerms(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  public Keeping get() {
    return jdbc.sql(READ).query(Keeping.class).single();
  }

  /** What may be set; left out stays, but one at least is given. */
  public record Edit(
      @Nullable Integer bodyDays, @Nullable Integer logDays, @Nullable Integer leadMonths) {}

  /**
   * @throws InvalidInput naming the field and what it may be, see {@link Keeping}
   */
  public Keeping set(Edit edit) {
    if (edit.bodyDays() == null && edit.logDays() == null && edit.leadMonths() == null) {
      throw new InvalidInput(
          "bodyDays", "required", "Give at least one of bodyDays, logDays and leadMonths");
    }
    Keeping now = get();
    Keeping wanted =
        new Keeping(
            within("bodyDays", edit.bodyDays(), now.bodyDays(), 1, 365),
            within("logDays", edit.logDays(), now.logDays(), 30, 3650),
            leadMonths(edit.leadMonths(), now.leadMonths()));
    if (wanted.logDays() < wanted.bodyDays()) {
      throw new InvalidInput(
          "logDays",
          "logDays.less",
          "logDays must not be fewer than bodyDays, which are " + wanted.bodyDays());
    }
    jdbc.sql(WRITE).paramSource(wanted).update();
    return wanted;
  }

  private static int leadMonths(@Nullable Integer wanted, int now) {
    return wanted != null && wanted == 0 ? 0 : within("leadMonths", wanted, now, 3, 120);
  }

  static int within(String field, @Nullable Integer wanted, int now, int least, int most) {
    if (wanted == null) {
      return now;
    }
    if (wanted < least || wanted > most) {
      throw new InvalidInput(
          field, "field.range", field + " must be from " + least + " to " + most);
    }
    return wanted;
  }
}
