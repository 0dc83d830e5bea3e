package ru.fitcrm.hub.core.retention;

import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.club.ClubDirectory;
import ru.fitcrm.hub.core.platform.BusinessClock;

/** Puts this room together: how long things are kept, and what all clubs share of them. */
@Configuration(proxyBeanMethods = false)
public class RetentionRoom {

  @Bean
  KeepTerms keepTerms(JdbcClient jdbc) {
    return new KeepTerms(jdbc);
  }

  @Bean
  PlatformTerms platformTerms(JdbcClient jdbc) {
    return new PlatformTerms(jdbc);
  }

  @Bean
  RemovePastTerm removePastTerm(
      ClubDirectory clubs,
      KeepTerms clubTerms,
      PlatformTerms platformTerms,
      List<PastTerm> all,
      BusinessClock clock) {
    return new RemovePastTerm(clubs, clubTerms, platformTerms, all, clock);
  }

  @Bean
  PastTerm oldNotices(JdbcClient jdbc) {
    return OldLogs.notices(jdbc);
  }

  @Bean
  PastTerm oldSyncRuns(JdbcClient jdbc) {
    return OldLogs.syncRuns(jdbc);
  }

  @Bean
  PastTerm oldFindings(JdbcClient jdbc) {
    return OldLogs.findings(jdbc);
  }

  @Bean
  PastTerm oldAnswers(JdbcClient jdbc) {
    return OldLogs.answers(jdbc);
  }

  @Bean
  PastTerm oldMonths(JdbcClient jdbc) {
    return new OldMonths(jdbc);
  }

  @Bean
  PastTerm oldBatchNotes(JdbcClient jdbc) {
    return new OldBatchNotes(jdbc);
  }

  @Bean
  PastTerm oldRuns(JdbcClient jdbc) {
    return new OldRuns(jdbc);
  }
}
