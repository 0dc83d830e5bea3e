package ru.fitcrm.hub.core.access;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.club.ClubGate;

/** Puts this room together: accounts and keys. */
@Configuration(proxyBeanMethods = false)
public class AccessRoom {

  @Bean
  ApiKeys apiKeys(ClubGate gate, JdbcClient jdbc) {
    return new ApiKeys(gate, jdbc);
  }

  @Bean
  UserAccounts userAccounts(ClubGate gate, JdbcClient jdbc) {
    return new UserAccounts(gate, jdbc);
  }
}
