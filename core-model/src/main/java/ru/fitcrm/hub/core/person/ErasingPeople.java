package ru.fitcrm.hub.core.person;

import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.audit.AuditLog;
import ru.fitcrm.hub.core.journal.Journal;
import ru.fitcrm.hub.core.platform.BusinessClock;

/** Puts together what a person may ask for: to be erased, to be told all, to agree or not. */
@Configuration(proxyBeanMethods = false)
public class ErasingPeople {

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
  TellPerson tellPerson(JdbcClient jdbc, ClientDirectory directory) {
    return new TellPerson(jdbc, directory);
  }

  @Bean
  Consents consents(JdbcClient jdbc, ClientDirectory directory, BusinessClock clock) {
    return new Consents(jdbc, directory, clock);
  }
}
