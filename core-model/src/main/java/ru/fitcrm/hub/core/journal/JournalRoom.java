package ru.fitcrm.hub.core.journal;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.club.ClubGate;

/** Puts this room together: the journal of what happened and the rules that answer it. */
@Configuration(proxyBeanMethods = false)
public class JournalRoom {

  @Bean
  JournalSignal journalSignal() {
    return new JournalSignal();
  }

  @Bean
  Journal journal(
      JdbcClient jdbc, ObjectMapper json, JournalSignal signal, List<FollowAtOnce> followers) {
    return new Journal(jdbc, json, signal, followers);
  }

  @Bean
  JournalReader journalReader(ClubGate gate, JdbcClient jdbc, ObjectMapper json) {
    return new JournalReader(gate, jdbc, json);
  }

  @Bean
  DefaultRules defaultRules(JdbcClient jdbc) {
    return new DefaultRules(jdbc);
  }

  @Bean
  Rules rules(JdbcClient jdbc, ObjectMapper json) {
    return new Rules(jdbc, json);
  }
}
