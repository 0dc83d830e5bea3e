package ru.fitcrm.hub.core.sync;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.club.ClubDirectory;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.connection.Connections;
import ru.fitcrm.hub.core.platform.BusinessClock;

/** Puts together how systems are walked over, compared and read again. */
@Configuration(proxyBeanMethods = false)
public class DriftRoom {

  @Bean
  DriftBook driftBook(JdbcClient jdbc) {
    return new DriftBook(jdbc);
  }

  @Bean
  DriftChecks driftChecks(JdbcClient jdbc, DriftBook book, BusinessClock clock) {
    return new DriftChecks(jdbc, book, clock);
  }

  @Bean
  DriftDesk driftDesk(
      Connections connections,
      ObjectProvider<FollowedKinds> kinds,
      SyncDesk desk,
      DriftChecks checks,
      DriftBook book) {
    return new DriftDesk(
        connections, kinds.getIfAvailable(() -> FollowedKinds.NONE), desk, checks, book);
  }

  @Bean
  RefreshPerson refreshPerson(JdbcClient jdbc, ClubGate gate, ApplyPacket packets) {
    return new RefreshPerson(gate, jdbc, packets);
  }

  @Bean
  RunWays runWays(
      ClubGate gate,
      JdbcClient jdbc,
      ClubDirectory clubs,
      ApplyPacket packets,
      DriftBook book,
      DriftChecks checks,
      BusinessClock clock) {
    OwnRows own = new OwnRows(jdbc);
    CompareRows compare = new CompareRows(jdbc, clubs, clock);
    ComparePeople people = new ComparePeople(gate, jdbc, compare, checks);
    return new RunWays(
        new ReadPages(packets),
        new WalkPeople(gate, jdbc, packets),
        new CompareSystem(gate, packets, own, compare, book, checks, people),
        new RefetchRows(gate, jdbc, packets, own, compare, people, book));
  }
}
