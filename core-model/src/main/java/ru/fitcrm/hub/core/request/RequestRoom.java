package ru.fitcrm.hub.core.request;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.club.ClubDirectory;
import ru.fitcrm.hub.core.journal.FollowAtOnce;
import ru.fitcrm.hub.core.journal.Journal;
import ru.fitcrm.hub.core.person.ClientDirectory;
import ru.fitcrm.hub.core.person.LeadDesk;
import ru.fitcrm.hub.core.platform.BusinessClock;

/** Puts this room together. */
@Configuration(proxyBeanMethods = false)
public class RequestRoom {

  @Bean
  TakeForm takeForm(
      JdbcClient jdbc,
      ObjectMapper json,
      ClubDirectory clubs,
      ClientDirectory clients,
      LeadDesk leads,
      Journal journal,
      BusinessClock clock,
      Clock systemClock) {
    return new TakeForm(jdbc, json, clubs, clients, leads, journal, clock, systemClock);
  }

  @Bean
  RequestLog requestLog(JdbcClient jdbc, ObjectMapper json, BusinessClock clock) {
    return new RequestLog(jdbc, json, clock);
  }

  @Bean
  FollowAtOnce handleRequests(JdbcClient jdbc, BusinessClock clock) {
    return new HandleRequests(jdbc, clock);
  }
}
