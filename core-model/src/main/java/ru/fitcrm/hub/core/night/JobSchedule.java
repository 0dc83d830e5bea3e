package ru.fitcrm.hub.core.night;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.springframework.scheduling.support.CronExpression;
import ru.fitcrm.hub.core.platform.InvalidInput;

/**
 * When a job runs.
 *
 * @param job name of the job, for example {@code sleeping}
 * @param cron five fields (minute, hour, day, month, day of the week), or six with seconds first
 * @param zone {@value #EVERY_CLUBS_OWN}, or an IANA zone all clubs follow
 * @param catchUp what becomes of missed nights
 */
public record JobSchedule(
    String job, String cron, String zone, boolean enabled, CatchUp catchUp, long version) {

  public static final String EVERY_CLUBS_OWN = "CLUB";

  /** What becomes of nights missed while the hub was down. */
  public enum CatchUp {
    /** Every missed date is worked through, the oldest first. */
    ALL,
    /** Only the last one is. */
    LATEST
  }

  /** A new one, not saved yet. */
  public static JobSchedule of(String job, String cron) {
    return new JobSchedule(job, cron, EVERY_CLUBS_OWN, true, CatchUp.LATEST, 0);
  }

  /**
   * @throws InvalidInput naming the field that cannot be used
   */
  public JobSchedule checked() {
    expression();
    if (!zone.equals(EVERY_CLUBS_OWN)) {
      try {
        ZoneId.of(zone);
      } catch (DateTimeException e) {
        throw new InvalidInput(
            "zone", "zone.invalid", "zone must be CLUB or an IANA zone like Europe/Moscow");
      }
    }
    return this;
  }

  /** The next local times it fires at, after {@code from}. */
  public List<LocalDateTime> next(LocalDateTime from, int count) {
    CronExpression cronExpression = expression();
    List<LocalDateTime> times = new ArrayList<>();
    LocalDateTime at = cronExpression.next(from);
    while (at != null && times.size() < count) {
      times.add(at);
      at = cronExpression.next(at);
    }
    return times;
  }

  private CronExpression expression() {
    String clean = cron.strip();
    String withSeconds = clean.split("\\s+").length == 5 ? "0 " + clean : clean;
    try {
      return CronExpression.parse(withSeconds);
    } catch (IllegalArgumentException e) {
      throw new InvalidInput(
          "cron",
          "cron.invalid",
          "cron must be minute, hour, day, month and day of the week like '0 3 * * *': "
              + e.getMessage());
    }
  }
}
