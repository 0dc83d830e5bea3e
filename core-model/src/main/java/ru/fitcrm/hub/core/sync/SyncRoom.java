package ru.fitcrm.hub.core.sync;

import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.club.ClubDirectory;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.connection.Connections;
import ru.fitcrm.hub.core.journal.Journal;
import ru.fitcrm.hub.core.outbox.Outbox;
import ru.fitcrm.hub.core.outbox.ReplayMessage;
import ru.fitcrm.hub.core.person.ClientDirectory;
import ru.fitcrm.hub.core.person.ForgetPerson;
import ru.fitcrm.hub.core.person.MergePeople;
import ru.fitcrm.hub.core.platform.BusinessClock;

/** Puts this room together: what comes from the club's system and the leads that go to it. */
@Configuration(proxyBeanMethods = false)
public class SyncRoom {

  @Bean
  RejectedRows rejectedRows(JdbcClient jdbc) {
    return new RejectedRows(jdbc);
  }

  @Bean
  ApplyPacket applyPacket(
      DataSource dataSource,
      JdbcClient jdbc,
      ClubDirectory clubs,
      MergePeople people,
      Journal journal,
      RejectedRows rejected,
      BusinessClock clock) {
    return new ApplyPacket(dataSource, jdbc, clubs, people, journal, rejected, clock);
  }

  @Bean
  RetryRejected retryRejected(RejectedRows rejected, ApplyPacket packets) {
    return new RetryRejected(rejected, packets);
  }

  @Bean
  SyncRuns syncRuns(JdbcClient jdbc, ClubDirectory clubs, Journal journal, BusinessClock clock) {
    return new SyncRuns(jdbc, clubs, journal, clock);
  }

  @Bean
  SyncDesk syncDesk(JdbcClient jdbc, SyncRuns runs, BusinessClock clock) {
    return new SyncDesk(jdbc, runs, clock);
  }

  @Bean
  FollowClubSystem followClubSystem(
      ClubGate gate, ApplyPacket packets, SyncRuns runs, RunWays ways, Clock systemClock) {
    return new FollowClubSystem(gate, packets, runs, ways, systemClock);
  }

  @Bean
  PutLeads putLeads(
      JdbcClient jdbc, Outbox outbox, Connections connections, ObjectProvider<LeadTakers> takers) {
    return new PutLeads(jdbc, outbox, connections, takers.getIfAvailable(() -> LeadTakers.NONE));
  }

  @Bean
  LeadMessages leadMessages(JdbcClient jdbc, ClubDirectory clubs, MergePeople people) {
    return new LeadMessages(jdbc, clubs, people);
  }

  @Bean
  ReadLead readLead(JdbcClient jdbc, ClubDirectory clubs, ClientDirectory directory) {
    return new ReadLead(jdbc, clubs, directory);
  }

  @Bean
  LeadSending leadSending(
      JdbcClient jdbc, Outbox outbox, ReplayMessage replay, ClientDirectory clients, PutLeads put) {
    return new LeadSending(jdbc, outbox, replay, clients, put);
  }

  @Bean
  ForgetPerson forgetTold(JdbcClient jdbc) {
    return new ForgetTold(jdbc);
  }
}
