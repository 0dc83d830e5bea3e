package ru.fitcrm.hub.core.rule;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.journal.Rules;
import ru.fitcrm.hub.core.message.RenderText;
import ru.fitcrm.hub.core.platform.BusinessClock;

/** Puts this room together: what people set of rules. */
@Configuration(proxyBeanMethods = false)
public class RuleRoom {

  @Bean
  WriteRules writeRules(JdbcClient jdbc, Rules rules) {
    return new WriteRules(jdbc, rules);
  }

  @Bean
  TryRule tryRule(JdbcClient jdbc, RenderText render, BusinessClock clock) {
    return new TryRule(jdbc, render, clock);
  }

  @Bean
  LicenceRules licenceRules(JdbcClient jdbc) {
    return new LicenceRules(jdbc);
  }

  @Bean
  NineNotices nineNotices(JdbcClient jdbc, ObjectMapper json) {
    return new NineNotices(jdbc, json);
  }
}
