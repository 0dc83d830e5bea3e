package ru.fitcrm.hub.jobs;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import ru.fitcrm.hub.core.night.FindAndTell;
import ru.fitcrm.hub.core.retention.RemovePastTerm;
import ru.fitcrm.hub.jobs.birthdays.Birthdays;
import ru.fitcrm.hub.jobs.debts.DebtsBeforeTermination;
import ru.fitcrm.hub.jobs.duplicates.DuplicateClients;
import ru.fitcrm.hub.jobs.expiring.ExpiringContracts;
import ru.fitcrm.hub.jobs.licences.LicenceNotices;
import ru.fitcrm.hub.jobs.losing.LosingClients;
import ru.fitcrm.hub.jobs.lost.LostClients;
import ru.fitcrm.hub.jobs.overdue.OverdueCards;
import ru.fitcrm.hub.jobs.retention.KeepNoLonger;
import ru.fitcrm.hub.jobs.sleeping.SleepingClients;
import ru.fitcrm.hub.jobs.visits.VisitsRunningOut;

/**
 * The jobs that look for people, contracts and cards something is to be done about, and the one
 * that cleans up.
 */
@Configuration(proxyBeanMethods = false)
class FindingJobs {

  @Bean
  ExpiringContracts expiringContracts(FindAndTell findings) {
    return new ExpiringContracts(findings);
  }

  @Bean
  DebtsBeforeTermination debtsBeforeTermination(FindAndTell findings) {
    return new DebtsBeforeTermination(findings);
  }

  @Bean
  SleepingClients sleepingClients(FindAndTell findings) {
    return new SleepingClients(findings);
  }

  @Bean
  LostClients lostClients(FindAndTell findings) {
    return new LostClients(findings);
  }

  @Bean
  LosingClients losingClients(FindAndTell findings) {
    return new LosingClients(findings);
  }

  @Bean
  VisitsRunningOut visitsRunningOut(FindAndTell findings) {
    return new VisitsRunningOut(findings);
  }

  @Bean
  LicenceNotices licenceNotices(FindAndTell findings) {
    return new LicenceNotices(findings);
  }

  @Bean
  Birthdays birthdays(FindAndTell findings) {
    return new Birthdays(findings);
  }

  @Bean
  DuplicateClients duplicateClients(FindAndTell findings) {
    return new DuplicateClients(findings);
  }

  @Bean
  OverdueCards overdueCards(FindAndTell findings) {
    return new OverdueCards(findings);
  }

  @Bean
  KeepNoLonger keepNoLonger(RemovePastTerm terms) {
    return new KeepNoLonger(terms);
  }
}
