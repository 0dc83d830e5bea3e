package ru.fitcrm.hub.core.night;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.springframework.scheduling.support.CronExpression;
import ru.fitcrm.hub.core.platform.InvalidInput;

/**
 * When a job runs.
 *
 * @param job name of the job, for example {@code sleeping}
 * @param cron five fields (minute, hour, day, month, day of the week), or six with seconds first;
 *     kept with one space between them
 * @param zone {@value #EVERY_CLUBS_OWN}, or an IANA zone all clubs follow
 * @param catchUp what becomes of missed nights
 * @param ifRunning what becomes of a date that comes while one before is still worked on
 */
public record JobSchedule(
    String job,
    String cron,
    String zone,
    boolean enabled,
    CatchUp catchUp,
    IfRunning ifRunning,
    long version) {

  public static final String EVERY_CLUBS_OWN = "CLUB";

  public JobSchedule {
    cron = CronTrouble.clean(cron);
  }

  /** What becomes of nights missed while the hub was down. */
  public enum CatchUp {
    /** Every missed date is worked through, the oldest first. */
    ALL,
    /** Only the last one is. */
    LATEST
  }

  /** What becomes of a date that comes while the club is still worked on for one before. */
  public enum IfRunning {
    /** It begins when the one before has ended. */
    WAIT,
    /** It is left out, with this reason. */
    SKIP,
    /** Another node may begin it beside the one before. */
    TOGETHER
  }

  /** A new one, not saved yet. */
  public static JobSchedule of(String job, String cron) {
    return new JobSchedule(job, cron, EVERY_CLUBS_OWN, true, CatchUp.LATEST, IfRunning.WAIT, 0);
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

  /**
   * The next moments it fires at in a zone, after {@code now}: an hour the clocks skip counts as
   * the next one, an hour that comes twice counts once.
   */
  public List<OffsetDateTime> fires(ZoneId in, Instant now, int count) {
    CronExpression cronExpression = expression();
    List<OffsetDateTime> times = new ArrayList<>();
    Instant last = now;
    LocalDateTime at = cronExpression.next(LocalDateTime.ofInstant(now, in));
    while (at != null && times.size() < count) {
      OffsetDateTime time = at.atZone(in).toOffsetDateTime();
      if (time.toInstant().isAfter(last)) {
        times.add(time);
        last = time.toInstant();
      }
      at = cronExpression.next(at);
    }
    return times;
  }

  private CronExpression expression() {
    CronTrouble.of(cron)
        .ifPresent(
            trouble -> {
              throw new InvalidInput("cron", "cron.invalid", trouble.inEnglish());
            });
    return CronTrouble.parse(cron);
  }
}
