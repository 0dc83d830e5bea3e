package ru.fitcrm.hub.core.retention;

import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.club.ClubGate;

/** Puts this room together: how long bodies are kept. */
@Configuration(proxyBeanMethods = false)
public class RetentionRoom {

  @Bean
  BodyDays bodyDays(JdbcClient jdbc) {
    return new BodyDays(jdbc);
  }

  @Bean
  RemoveOldBodies removeOldBodies(ClubGate gate, JdbcClient jdbc, List<OldBodies> rooms) {
    return new RemoveOldBodies(gate, jdbc, rooms);
  }
}
