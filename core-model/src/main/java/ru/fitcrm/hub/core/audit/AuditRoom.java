package ru.fitcrm.hub.core.audit;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Puts this room together: the log of who changed what. */
@Configuration(proxyBeanMethods = false)
public class AuditRoom {

  @Bean
  AuditLog auditLog(JdbcClient jdbc, ObjectMapper json) {
    return new AuditLog(jdbc, json);
  }
}
