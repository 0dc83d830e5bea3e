package ru.fitcrm.hub.core.call;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.club.ClubDirectory;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.club.ClubStaff;
import ru.fitcrm.hub.core.connection.Connections;
import ru.fitcrm.hub.core.journal.Journal;
import ru.fitcrm.hub.core.outbox.Outbox;
import ru.fitcrm.hub.core.person.ClientDirectory;
import ru.fitcrm.hub.core.person.ForgetPerson;
import ru.fitcrm.hub.core.person.LeadDesk;
import ru.fitcrm.hub.core.platform.BusinessClock;

/** Puts this room together: the calls: heard, asked for and ended. */
@Configuration(proxyBeanMethods = false)
public class CallRoom {

  @Bean
  CallGaps callGaps(ClubGate gate, JdbcClient jdbc) {
    return new CallGaps(gate, jdbc);
  }

  @Bean
  CallLog callLog(JdbcClient jdbc, ObjectMapper json) {
    return new CallLog(jdbc, json);
  }

  @Bean
  CallDesk callDesk(
      ClubGate gate,
      ClubDirectory clubs,
      JdbcClient jdbc,
      ObjectMapper json,
      ClientDirectory directory,
      LeadDesk leads,
      Journal journal,
      Clock systemClock,
      BusinessClock clock) {
    return new CallDesk(
        gate,
        clubs,
        jdbc,
        json,
        new CallPeople(directory, leads),
        journal,
        new CallNews(systemClock),
        clock);
  }

  @Bean
  CallOut callOut(
      JdbcClient jdbc,
      ObjectMapper json,
      Outbox outbox,
      CallLog calls,
      ClientDirectory directory,
      LeadDesk leads,
      ClubStaff staff,
      Connections connections) {
    return new CallOut(
        jdbc,
        json,
        outbox,
        calls,
        new CallOutPeople(new CallPeople(directory, leads), staff, connections));
  }

  @Bean
  EndUnheardCalls endUnheardCalls(
      ClubGate gate,
      ClubDirectory clubs,
      JdbcClient jdbc,
      CallLog calls,
      Journal journal,
      BusinessClock clock) {
    return new EndUnheardCalls(gate, clubs, jdbc, calls, journal, clock);
  }

  @Bean
  ForgetPerson forgetCalls(JdbcClient jdbc) {
    return new ForgetCalls(jdbc);
  }
}
