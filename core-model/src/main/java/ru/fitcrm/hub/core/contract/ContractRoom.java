package ru.fitcrm.hub.core.contract;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.club.ClubDirectory;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.journal.Journal;
import ru.fitcrm.hub.core.person.ClientDirectory;
import ru.fitcrm.hub.core.person.LeadDesk;
import ru.fitcrm.hub.core.platform.BusinessClock;

/** Puts this room together: contracts and the word about unpaid ones. */
@Configuration(proxyBeanMethods = false)
public class ContractRoom {

  @Bean
  ContractBook contractBook(JdbcClient jdbc) {
    return new ContractBook(jdbc);
  }

  @Bean
  TellUnpaidContracts tellUnpaidContracts(
      ClubGate gate, JdbcClient jdbc, ClubDirectory clubs, Journal journal, BusinessClock clock) {
    return new TellUnpaidContracts(gate, jdbc, clubs, journal, clock);
  }

  @Bean
  TakePayment takePayment(
      JdbcClient jdbc,
      ClubDirectory clubs,
      ClientDirectory clients,
      LeadDesk leads,
      Journal journal,
      BusinessClock clock,
      Clock systemClock) {
    FindPayer payers = new FindPayer(jdbc, clients, leads);
    return new TakePayment(
        jdbc,
        new HeardRows(jdbc),
        clubs,
        payers,
        new FailedCharges(jdbc),
        journal,
        clock,
        systemClock);
  }
}
