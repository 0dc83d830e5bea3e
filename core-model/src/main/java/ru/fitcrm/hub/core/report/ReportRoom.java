package ru.fitcrm.hub.core.report;

import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.club.ClubDirectory;
import ru.fitcrm.hub.core.night.NightLimits;

/** Puts this room together; reports that ask what a job of the night asks stand beside the job. */
@Configuration(proxyBeanMethods = false)
public class ReportRoom {

  @Bean
  Report debtorsReport() {
    return new Debtors();
  }

  @Bean
  Report paysTodayReport() {
    return new PaysToday();
  }

  @Bean
  Report forecastReport() {
    return new Forecast();
  }

  @Bean
  Report contractsReport() {
    return new ContractsOfPeriod();
  }

  @Bean
  Report ltvReport() {
    return new LtvOfPeriod();
  }

  @Bean
  Report statementReport() {
    return new Statement();
  }

  @Bean
  ReportBook reportBook(
      JdbcClient jdbc, ClubDirectory clubs, NightLimits limits, List<Report> reports) {
    return new ReportBook(jdbc, clubs, limits, reports);
  }
}
