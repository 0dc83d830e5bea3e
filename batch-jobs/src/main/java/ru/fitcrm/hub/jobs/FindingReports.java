package ru.fitcrm.hub.jobs;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import ru.fitcrm.hub.jobs.losing.LosingReport;
import ru.fitcrm.hub.jobs.lost.LostReport;
import ru.fitcrm.hub.jobs.sleeping.SleepingReport;

/** The reports that ask what jobs of the night ask, by the same rules on any date. */
@Configuration(proxyBeanMethods = false)
class FindingReports {

  @Bean
  SleepingReport sleepingReport() {
    return new SleepingReport();
  }

  @Bean
  LostReport lostReport() {
    return new LostReport();
  }

  @Bean
  LosingReport losingReport() {
    return new LosingReport();
  }
}
