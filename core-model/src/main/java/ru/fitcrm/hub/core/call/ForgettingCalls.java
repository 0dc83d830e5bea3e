package ru.fitcrm.hub.core.call;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.person.ForgetPerson;

/** This room's part in erasing a person. */
@Configuration(proxyBeanMethods = false)
public class ForgettingCalls {

  @Bean
  ForgetPerson forgetCalls(JdbcClient jdbc) {
    return new ForgetCalls(jdbc);
  }
}
