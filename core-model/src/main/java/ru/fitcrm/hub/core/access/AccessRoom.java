package ru.fitcrm.hub.core.access;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.club.ClubGate;

/** Puts this room together: accounts and keys. */
@Configuration(proxyBeanMethods = false)
public class AccessRoom {

  @Bean
  ApiKeys apiKeys(JdbcClient jdbc, Clock systemClock) {
    return new ApiKeys(jdbc, systemClock);
  }

  @Bean
  ReadKeys readKeys(ClubGate gate, JdbcClient jdbc) {
    return new ReadKeys(gate, jdbc);
  }

  @Bean
  UserAccounts userAccounts(ClubGate gate, JdbcClient jdbc) {
    return new UserAccounts(gate, jdbc);
  }
}
