package ru.fitcrm.hub.core.webhook;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.club.ClubDirectory;
import ru.fitcrm.hub.core.connection.Connections;
import ru.fitcrm.hub.core.connection.SecretBox;
import ru.fitcrm.hub.core.journal.Journal;
import ru.fitcrm.hub.core.outbox.OutboxRider;
import ru.fitcrm.hub.core.platform.BusinessClock;

/** Puts this room together: endpoints that are told events. */
@Configuration(proxyBeanMethods = false)
public class WebhookRoom {

  @Bean
  WebhookEndpoints webhookEndpoints(JdbcClient jdbc, Connections connections) {
    return new WebhookEndpoints(jdbc, connections);
  }

  @Bean
  OldSecrets oldSecrets(JdbcClient jdbc, ObjectMapper json, SecretBox box) {
    return new OldSecrets(jdbc, json, box);
  }

  @Bean
  OutboxRider webhookDeliveries(
      JdbcClient jdbc, Journal journal, ClubDirectory clubs, BusinessClock clock) {
    return new WebhookDeliveries(jdbc, journal, clubs, clock);
  }

  @Bean
  WebhookLog webhookLog(JdbcClient jdbc, ObjectMapper json) {
    return new WebhookLog(jdbc, json);
  }

  @Bean
  SendAgain sendAgain(JdbcClient jdbc) {
    return new SendAgain(jdbc);
  }

  @Bean
  NoteTest noteTest(JdbcClient jdbc) {
    return new NoteTest(jdbc);
  }
}
