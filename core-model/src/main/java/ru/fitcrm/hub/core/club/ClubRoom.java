package ru.fitcrm.hub.core.club;

import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Puts this room together: the clubs, their branches and staff, and the gate every club's data is
 * reached through.
 */
@Configuration(proxyBeanMethods = false)
public class ClubRoom {

  @Bean
  ClubGate clubGate(ClubTransactions transactions) {
    return new ClubGate(transactions);
  }

  @Bean
  ClubDirectory clubDirectory(ClubGate gate, JdbcClient jdbc, List<FurnishClub> furnishers) {
    return new ClubDirectory(gate, jdbc, furnishers);
  }

  @Bean
  Branches branches(JdbcClient jdbc) {
    return new Branches(jdbc);
  }

  @Bean
  ClubStaff clubStaff(JdbcClient jdbc) {
    return new ClubStaff(jdbc);
  }
}
