package ru.fitcrm.hub.core.replay;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.audit.AuditLog;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.person.ForgetPerson;

/** Puts this room together: replays by filter. */
@Configuration(proxyBeanMethods = false)
public class ReplayRoom {

  @Bean
  Replays replays(JdbcClient jdbc, ObjectMapper json, List<ReplayBox> boxes, AuditLog audit) {
    return new Replays(jdbc, json, byName(boxes), audit);
  }

  @Bean
  RunReplays runReplays(
      ClubGate gate, JdbcClient jdbc, Replays replays, List<ReplayBox> boxes, AuditLog audit) {
    return new RunReplays(gate, jdbc, replays, byName(boxes), audit);
  }

  @Bean
  ForgetPerson forgetReplays(JdbcClient jdbc) {
    return new ForgetReplays(jdbc);
  }

  private static Map<String, ReplayBox> byName(List<ReplayBox> boxes) {
    return boxes.stream().collect(Collectors.toMap(ReplayBox::name, Function.identity()));
  }
}
