package ru.fitcrm.hub.core.importing;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.audit.AuditLog;
import ru.fitcrm.hub.core.club.ClubDirectory;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.journal.Journal;
import ru.fitcrm.hub.core.person.ForgetPerson;
import ru.fitcrm.hub.core.platform.BusinessClock;
import ru.fitcrm.hub.core.sync.ApplyPacket;

/** Puts this room together: files of rows and their taking in. */
@Configuration(proxyBeanMethods = false)
public class ImportingRoom {

  @Bean
  ImportFiles importFiles(JdbcClient jdbc) {
    return new ImportFiles(jdbc);
  }

  @Bean
  WorkImports workImports(
      ClubGate gate,
      JdbcClient jdbc,
      ImportFiles files,
      ApplyPacket packets,
      Journal journal,
      AuditLog audit,
      ClubDirectory clubs,
      BusinessClock clock) {
    TakeImported take = new TakeImported(jdbc, packets, clock);
    return new WorkImports(gate, jdbc, files, take, journal, audit, clubs, clock);
  }

  @Bean
  ForgetPerson forgetImported(JdbcClient jdbc) {
    return new ForgetImported(jdbc);
  }
}
