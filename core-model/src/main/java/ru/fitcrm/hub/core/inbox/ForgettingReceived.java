package ru.fitcrm.hub.core.inbox;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.person.ForgetPerson;

/** This room's part in erasing a person. */
@Configuration(proxyBeanMethods = false)
public class ForgettingReceived {

  @Bean
  ForgetPerson forgetReceived(JdbcClient jdbc) {
    return new ForgetReceived(jdbc);
  }
}
