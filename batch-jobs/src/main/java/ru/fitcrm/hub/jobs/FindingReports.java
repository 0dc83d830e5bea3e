package ru.fitcrm.hub.jobs;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import ru.fitcrm.hub.core.report.Report;
import ru.fitcrm.hub.jobs.losing.LosingClients;
import ru.fitcrm.hub.jobs.lost.LostClients;
import ru.fitcrm.hub.jobs.sleeping.SleepingClients;

/** The reports that ask what jobs of the night ask, by the same rules on any date. */
@Configuration(proxyBeanMethods = false)
class FindingReports {

  @Bean
  Report sleepingReport() {
    return SleepingClients.report();
  }

  @Bean
  Report lostReport() {
    return LostClients.report();
  }

  @Bean
  Report losingReport() {
    return LosingClients.report();
  }
}
