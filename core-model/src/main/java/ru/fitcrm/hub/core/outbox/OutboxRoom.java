package ru.fitcrm.hub.core.outbox;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.connection.WhenRemoved;
import ru.fitcrm.hub.core.person.ForgetPerson;
import ru.fitcrm.hub.core.retention.PastTerm;

/** Puts this room together: messages on their way out. */
@Configuration(proxyBeanMethods = false)
public class OutboxRoom {

  @Bean
  OutboxSignal outboxSignal() {
    return new OutboxSignal();
  }

  /** Not named {@code outbox}: Camel would take it for the component of that scheme. */
  @Bean("messagesOut")
  Outbox outbox(JdbcClient jdbc, ObjectMapper json, RetryTable retries, OutboxSignal signal) {
    return new Outbox(jdbc, json, retries, signal);
  }

  @Bean
  Riders riders(List<OutboxRider> riders) {
    return new Riders(riders);
  }

  @Bean
  ClaimOutgoing claimOutgoing(ClubGate gate, JdbcClient jdbc, ObjectMapper json) {
    return new ClaimOutgoing(gate, jdbc, json);
  }

  @Bean
  SettleOutgoing settleOutgoing(
      ClubGate gate, JdbcClient jdbc, ObjectMapper json, RetryTable retries, Riders riders) {
    return new SettleOutgoing(gate, jdbc, json, retries, riders);
  }

  @Bean
  SweepOutbox sweepOutbox(ClubGate gate, JdbcClient jdbc, ObjectMapper json, Riders riders) {
    return new SweepOutbox(gate, jdbc, json, riders);
  }

  @Bean
  WhenRemoved settleOrphans(JdbcClient jdbc, ObjectMapper json, Riders riders) {
    return new SettleOrphans(jdbc, json, riders);
  }

  @Bean
  ReplayMessage replayMessage(JdbcClient jdbc, Outbox outbox, Riders riders) {
    return new ReplayMessage(jdbc, outbox, riders);
  }

  @Bean
  PastTerm oldSentBodies(JdbcClient jdbc) {
    return OldSent.bodies(jdbc);
  }

  @Bean
  PastTerm oldSentRows(JdbcClient jdbc) {
    return OldSent.rows(jdbc);
  }

  @Bean
  ForgetPerson forgetSent(JdbcClient jdbc) {
    return new ForgetSent(jdbc);
  }
}
