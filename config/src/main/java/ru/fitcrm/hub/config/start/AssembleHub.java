package ru.fitcrm.hub.config.start;

import java.time.Clock;
import java.util.Random;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.support.JdbcTransactionManager;
import ru.fitcrm.hub.connectors.webhook.AllowedAddresses;
import ru.fitcrm.hub.core.CoreModel;
import ru.fitcrm.hub.core.club.ClubTransactions;
import ru.fitcrm.hub.core.connection.SecretBox;
import ru.fitcrm.hub.core.outbox.RetryTable;

/** Puts the modules together: the core on the checked database, then whatever hangs on it. */
@Configuration(proxyBeanMethods = false)
@Import(CoreModel.class)
@ComponentScan({"ru.fitcrm.hub.connectors", "ru.fitcrm.hub.routes", "ru.fitcrm.hub.jobs"})
class AssembleHub {

  @Bean
  @Primary
  Clock systemClock() {
    return Clock.systemUTC();
  }

  @Bean
  ClubTransactions clubTransactions(DataSource dataSource, DatabaseLogins logins) {
    return new ClubTransactions(dataSource, logins.platformRole());
  }

  /** For platform tables only, which Spring's own parts keep: sessions. */
  @Bean
  @Primary
  JdbcTransactionManager platformTables(DataSource dataSource) {
    return new JdbcTransactionManager(dataSource);
  }

  /** Any random will do: it only keeps what failed together from coming back together. */
  @Bean
  RetryTable retryTable(StartSettings settings) {
    return new RetryTable(settings.retrySchedule(), new Random());
  }

  @Bean
  AllowedAddresses allowedAddresses(StartSettings settings) {
    return new AllowedAddresses(settings.allowTargets());
  }

  @Bean
  SecretBox secretBox(HubKey key) {
    return new SecretBox(key.bytes());
  }
}
