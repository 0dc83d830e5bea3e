package ru.fitcrm.hub.core.shift;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.club.ClubDirectory;
import ru.fitcrm.hub.core.connection.Connections;
import ru.fitcrm.hub.core.outbox.Outbox;

/** Puts this room together: work hours, and their way to the club's system. */
@Configuration(proxyBeanMethods = false)
public class ShiftRoom {

  @Bean
  WorkHours workHours(
      JdbcClient jdbc,
      ClubDirectory clubs,
      Outbox outbox,
      Connections connections,
      ObjectProvider<ShiftTakers> takers) {
    ShiftTakers known = takers.getIfAvailable(() -> ShiftTakers.NONE);
    return new WorkHours(
        jdbc, clubs, new FindShifts(jdbc, known), new SendShift(jdbc, outbox, connections, known));
  }

  @Bean
  ReadShift readShift(JdbcClient jdbc, ClubDirectory clubs) {
    return new ReadShift(jdbc, clubs);
  }

  @Bean
  ShiftMessages shiftMessages(JdbcClient jdbc, ClubDirectory clubs, ReadShift read) {
    return new ShiftMessages(jdbc, clubs, read);
  }
}
