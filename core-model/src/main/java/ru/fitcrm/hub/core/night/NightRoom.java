package ru.fitcrm.hub.core.night;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.club.ClubDirectory;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.journal.Journal;
import ru.fitcrm.hub.core.platform.BusinessClock;

/** Puts this room together: the jobs of the night: owed, claimed and worked. */
@Configuration(proxyBeanMethods = false)
public class NightRoom {

  @Bean
  JobSchedules jobSchedules(ClubGate gate, JdbcClient jdbc) {
    return new JobSchedules(gate, jdbc);
  }

  @Bean
  JobRuns jobRuns(ClubGate gate, JdbcClient jdbc) {
    return new JobRuns(gate, jdbc);
  }

  @Bean
  OweNights oweNights(ClubGate gate, JdbcClient jdbc, JobSchedules schedules, BusinessClock clock) {
    return new OweNights(gate, jdbc, schedules, clock);
  }

  @Bean
  JobAlerts jobAlerts(
      ClubGate gate, JdbcClient jdbc, ClubDirectory clubs, Journal journal, BusinessClock clock) {
    return new JobAlerts(gate, jdbc, clubs, journal, clock);
  }

  @Bean
  WorkRuns workRuns(ClubGate gate, JdbcClient jdbc, JobAlerts alerts) {
    return new WorkRuns(gate, jdbc, alerts);
  }

  @Bean
  JobFigures jobFigures(ClubGate gate, JdbcClient jdbc) {
    return new JobFigures(gate, jdbc);
  }

  @Bean
  NightLimits nightLimits(JdbcClient jdbc) {
    return new NightLimits(jdbc);
  }

  @Bean
  FindAndTell findAndTell(
      JdbcClient jdbc,
      ClubDirectory clubs,
      NightLimits limits,
      Journal journal,
      ObjectMapper json,
      BusinessClock clock) {
    return new FindAndTell(jdbc, clubs, limits, journal, json, clock);
  }

  @Bean
  JobFindings jobFindings(ClubGate gate, JdbcClient jdbc) {
    return new JobFindings(gate, jdbc);
  }

  @Bean
  ClubsOfRun clubsOfRun(ClubGate gate, JdbcClient jdbc) {
    return new ClubsOfRun(gate, jdbc);
  }

  @Bean
  RunOutcomes runOutcomes(ClubGate gate, JdbcClient jdbc) {
    return new RunOutcomes(gate, jdbc);
  }

  @Bean
  NightHistory nightHistory(ClubGate gate, JdbcClient jdbc) {
    return new NightHistory(gate, jdbc);
  }
}
