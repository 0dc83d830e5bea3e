package ru.fitcrm.hub.core.connection;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.club.ClubDirectory;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.journal.Journal;
import ru.fitcrm.hub.core.platform.BusinessClock;

/** Puts this room together: connections, their health and the node that owns each. */
@Configuration(proxyBeanMethods = false)
public class ConnectionRoom {

  /** The rooms that are told of a removal know connections themselves: they are asked for late. */
  @Bean
  Connections connections(
      JdbcClient jdbc,
      ObjectMapper json,
      SecretBox box,
      Clock systemClock,
      ObjectProvider<WhenRemoved> rooms) {
    return new Connections(jdbc, json, box, systemClock, rooms::orderedStream);
  }

  @Bean
  HealthBook healthBook(
      ClubGate gate, ClubDirectory clubs, JdbcClient jdbc, Journal journal, BusinessClock clock) {
    return new HealthBook(gate, clubs, jdbc, journal, clock);
  }

  @Bean
  Ownership ownership(ClubGate gate, JdbcClient jdbc) {
    return new Ownership(gate, jdbc);
  }
}
