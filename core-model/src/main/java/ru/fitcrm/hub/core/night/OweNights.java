package ru.fitcrm.hub.core.night;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.platform.BusinessClock;
import ru.fitcrm.hub.core.platform.SqlFile;

/**
 * Works out each minute which dates of which jobs are owed to which clubs, and writes them down as
 * runs. Asking twice, or on two nodes, adds nothing.
 */
public final class OweNights {

  private static final String OWE = SqlFile.read(OweNights.class, "owe.sql");

  private static final String RETRY_FAILED =
      """
      with again as (
        update job_run_club k set state = 'OWED', ended_at = null
         where k.state = 'FAILED' and k.attempts < 3
           and not exists (select 1 from job_run d where d.id = k.run_id and d.dry_run)
           and k.ended_at < now() - k.attempts * interval '5 minutes'
        returning k.run_id
      )
      update job_run r set status = 'RUNNING', ended_at = null, round = round + 1
       where r.id in (select run_id from again)""";

  private final ClubGate gate;
  private final JdbcClient jdbc;
  private final JobSchedules schedules;
  private final BusinessClock clock;

  OweNights(ClubGate gate, JdbcClient jdbc, JobSchedules schedules, BusinessClock clock) {
    this.gate = gate;
    this.jdbc = jdbc;
    this.schedules = schedules;
    this.clock = clock;
  }

  /**
   * @return how many (job, club, date) were owed and not known yet
   */
  public int writeDown() {
    Instant now = clock.instant();
    int owed = 0;
    for (JobSchedule schedule : schedules.all()) {
      if (schedule.enabled()) {
        owed += gate.asPlatform(() -> owe(schedule, now));
      }
    }
    gate.runAsPlatform(() -> jdbc.sql(RETRY_FAILED).update());
    return owed;
  }

  private int owe(JobSchedule schedule, Instant now) {
    List<DueDates.Due> due = new ArrayList<>();
    boolean ownZones = schedule.zone().equals(JobSchedule.EVERY_CLUBS_OWN);
    for (String zone : ownZones ? zonesOfClubs() : List.of(schedule.zone())) {
      due.addAll(DueDates.of(schedule, ZoneId.of(zone), now));
    }
    return due.isEmpty() ? 0 : insert(schedule, due, !ownZones, now);
  }

  private List<String> zonesOfClubs() {
    return jdbc.sql("select distinct timezone from club where active order by timezone")
        .query(String.class)
        .list();
  }

  private int insert(JobSchedule schedule, List<DueDates.Due> due, boolean oneZone, Instant now) {
    return jdbc.sql(OWE)
        .param("job", schedule.job())
        .param("all", schedule.catchUp() == JobSchedule.CatchUp.ALL)
        .param("skip", schedule.ifRunning() == JobSchedule.IfRunning.SKIP)
        .param("oneZone", oneZone)
        .param("dates", due.stream().map(d -> Date.valueOf(d.date())).toArray(Date[]::new))
        .param("zones", due.stream().map(d -> d.zone().getId()).toArray(String[]::new))
        .param("ats", due.stream().map(d -> Timestamp.from(d.at())).toArray(Timestamp[]::new))
        .param("late", due.stream().map(d -> d.isOver(now)).toArray(Boolean[]::new))
        .update();
  }
}
