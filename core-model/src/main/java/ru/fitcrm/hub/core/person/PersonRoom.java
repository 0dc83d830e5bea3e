package ru.fitcrm.hub.core.person;

import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.audit.AuditLog;
import ru.fitcrm.hub.core.club.ClubDirectory;
import ru.fitcrm.hub.core.journal.Journal;
import ru.fitcrm.hub.core.licence.LicenceLimits;
import ru.fitcrm.hub.core.platform.BusinessClock;
import ru.fitcrm.hub.core.retention.PastTerm;

/** Puts this room together: clients and leads. */
@Configuration(proxyBeanMethods = false)
public class PersonRoom {

  @Bean
  ClientDirectory clientDirectory(JdbcClient jdbc) {
    return new ClientDirectory(jdbc);
  }

  @Bean
  LeadDesk leadDesk(JdbcClient jdbc) {
    return new LeadDesk(jdbc);
  }

  @Bean
  ClientDesk clientDesk(
      JdbcClient jdbc,
      ClientDirectory directory,
      LeadDesk leads,
      LicenceLimits limits,
      Journal journal,
      BusinessClock clock) {
    return new ClientDesk(jdbc, directory, leads, limits, journal, clock);
  }

  @Bean
  MergePeople mergePeople(
      JdbcClient jdbc, ClientDirectory directory, Journal journal, BusinessClock clock) {
    return new MergePeople(jdbc, directory, journal, clock);
  }

  @Bean
  IgnoredNumbers ignoredNumbers(JdbcClient jdbc) {
    return new IgnoredNumbers(jdbc);
  }

  @Bean
  ErasePerson erasePerson(
      JdbcClient jdbc,
      ClientDirectory directory,
      List<ForgetPerson> rooms,
      Journal journal,
      AuditLog audit,
      BusinessClock clock) {
    return new ErasePerson(jdbc, directory, rooms, journal, audit, clock);
  }

  @Bean
  PastTerm oldLeads(JdbcClient jdbc, ClubDirectory clubs, ErasePerson erase) {
    return new OldLeads(jdbc, clubs, erase);
  }

  @Bean
  TellPerson tellPerson(JdbcClient jdbc, ClientDirectory directory) {
    return new TellPerson(jdbc, directory);
  }

  @Bean
  Consents consents(JdbcClient jdbc, ClientDirectory directory, BusinessClock clock) {
    return new Consents(jdbc, directory, clock);
  }
}
