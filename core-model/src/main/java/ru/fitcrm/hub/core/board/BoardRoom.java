package ru.fitcrm.hub.core.board;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.journal.Journal;
import ru.fitcrm.hub.core.person.ForgetPerson;
import ru.fitcrm.hub.core.platform.BusinessClock;

/** Puts this room together: tasks, their statuses and the notices. */
@Configuration(proxyBeanMethods = false)
public class BoardRoom {

  @Bean
  TaskStatuses taskStatuses(JdbcClient jdbc) {
    return new TaskStatuses(jdbc);
  }

  @Bean
  TaskBoard taskBoard(JdbcClient jdbc) {
    return new TaskBoard(jdbc);
  }

  @Bean
  CardHistory cardHistory(JdbcClient jdbc) {
    return new CardHistory(jdbc);
  }

  @Bean
  TaskDesk taskDesk(
      JdbcClient jdbc,
      TaskBoard board,
      TaskStatuses statuses,
      CardHistory history,
      Journal journal,
      BusinessClock clock) {
    return new TaskDesk(jdbc, board, statuses, history, journal, clock);
  }

  @Bean
  NoticeBox noticeBox(JdbcClient jdbc) {
    return new NoticeBox(jdbc);
  }

  @Bean
  ForgetPerson forgetCards(JdbcClient jdbc) {
    return new ForgetCards(jdbc);
  }
}
