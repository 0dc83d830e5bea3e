package ru.fitcrm.hub.core.inbox;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.person.ForgetPerson;
import ru.fitcrm.hub.core.retention.PastTerm;

/** Puts this room together: what was received and waits to be applied. */
@Configuration(proxyBeanMethods = false)
public class InboxRoom {

  @Bean
  TakeIn takeIn(ClubGate gate, JdbcClient jdbc, ObjectMapper json) {
    return new TakeIn(gate, jdbc, json);
  }

  @Bean
  ClaimReceived claimReceived(ClubGate gate, JdbcClient jdbc, ObjectMapper json) {
    return new ClaimReceived(gate, jdbc, json);
  }

  @Bean
  ApplyReceived applyReceived(ClubGate gate, JdbcClient jdbc, Clock systemClock) {
    return new ApplyReceived(gate, jdbc, systemClock);
  }

  /** Not named like the routes' scheme, or Camel would take it for the component. */
  @Bean
  Inbox messagesIn(JdbcClient jdbc, ObjectMapper json) {
    return new Inbox(jdbc, json);
  }

  @Bean
  ReplayReceived replayReceived(JdbcClient jdbc, Inbox inbox) {
    return new ReplayReceived(jdbc, inbox);
  }

  @Bean
  InboxKeys inboxKeys(JdbcClient jdbc) {
    return new InboxKeys(jdbc);
  }

  @Bean
  PastTerm oldReceivedBodies(JdbcClient jdbc) {
    return OldReceived.bodies(jdbc);
  }

  @Bean
  PastTerm oldReceivedRows(JdbcClient jdbc) {
    return OldReceived.rows(jdbc);
  }

  @Bean
  ForgetPerson forgetReceived(JdbcClient jdbc) {
    return new ForgetReceived(jdbc);
  }
}
