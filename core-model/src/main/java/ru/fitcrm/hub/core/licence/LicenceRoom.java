package ru.fitcrm.hub.core.licence;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.platform.BusinessClock;

/** Puts this room together: what each club is licensed for. */
@Configuration(proxyBeanMethods = false)
public class LicenceRoom {

  @Bean
  Licences licences(JdbcClient jdbc, BusinessClock clock) {
    return new Licences(jdbc, clock);
  }

  @Bean
  LicenceRequests licenceRequests(JdbcClient jdbc, BusinessClock clock) {
    return new LicenceRequests(jdbc, clock);
  }

  @Bean
  LicenceLimits licenceLimits(JdbcClient jdbc) {
    return new LicenceLimits(jdbc);
  }
}
