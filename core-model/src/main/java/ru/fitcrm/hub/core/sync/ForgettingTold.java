package ru.fitcrm.hub.core.sync;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.person.ForgetPerson;

/** This room's part in erasing a person. */
@Configuration(proxyBeanMethods = false)
public class ForgettingTold {

  @Bean
  ForgetPerson forgetTold(JdbcClient jdbc) {
    return new ForgetTold(jdbc);
  }
}
