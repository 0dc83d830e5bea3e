package ru.fitcrm.hub.core;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.access.AccessRoom;
import ru.fitcrm.hub.core.audit.AuditRoom;
import ru.fitcrm.hub.core.board.BoardRoom;
import ru.fitcrm.hub.core.call.CallRoom;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.club.ClubRoom;
import ru.fitcrm.hub.core.club.ClubTransactions;
import ru.fitcrm.hub.core.connection.ConnectionRoom;
import ru.fitcrm.hub.core.connection.SecretBox;
import ru.fitcrm.hub.core.contract.ContractRoom;
import ru.fitcrm.hub.core.importing.ImportingRoom;
import ru.fitcrm.hub.core.inbox.InboxRoom;
import ru.fitcrm.hub.core.journal.JournalRoom;
import ru.fitcrm.hub.core.licence.LicenceRoom;
import ru.fitcrm.hub.core.message.MessageRoom;
import ru.fitcrm.hub.core.night.NightRoom;
import ru.fitcrm.hub.core.outbox.OutboxRoom;
import ru.fitcrm.hub.core.outbox.RetryTable;
import ru.fitcrm.hub.core.person.PersonRoom;
import ru.fitcrm.hub.core.platform.BusinessClock;
import ru.fitcrm.hub.core.platform.BusinessClockKeeper;
import ru.fitcrm.hub.core.replay.ReplayRoom;
import ru.fitcrm.hub.core.report.ReportRoom;
import ru.fitcrm.hub.core.request.RequestRoom;
import ru.fitcrm.hub.core.retention.RetentionRoom;
import ru.fitcrm.hub.core.rule.RuleRoom;
import ru.fitcrm.hub.core.shift.ShiftRoom;
import ru.fitcrm.hub.core.sync.DriftRoom;
import ru.fitcrm.hub.core.sync.SyncRoom;
import ru.fitcrm.hub.core.webhook.WebhookRoom;

/**
 * Puts the core together, room by room. Needs a {@link DataSource} of the app login, {@link
 * ClubTransactions}, an {@link ObjectMapper}, a {@link SecretBox}, a {@link RetryTable} and the
 * system's {@link Clock}.
 */
@Configuration(proxyBeanMethods = false)
@Import({
  ClubRoom.class,
  LicenceRoom.class,
  AuditRoom.class,
  AccessRoom.class,
  JournalRoom.class,
  PersonRoom.class,
  SyncRoom.class,
  DriftRoom.class,
  ContractRoom.class,
  ShiftRoom.class,
  BoardRoom.class,
  CallRoom.class,
  OutboxRoom.class,
  ConnectionRoom.class,
  InboxRoom.class,
  MessageRoom.class,
  RequestRoom.class,
  RuleRoom.class,
  ReplayRoom.class,
  RetentionRoom.class,
  WebhookRoom.class,
  NightRoom.class,
  ImportingRoom.class,
  ReportRoom.class
})
public class CoreModel {

  @Bean
  JdbcClient jdbcClient(DataSource dataSource) {
    return JdbcClient.create(dataSource);
  }

  @Bean
  BusinessClock businessClock(Clock systemClock) {
    return new BusinessClock(systemClock);
  }

  @Bean
  BusinessClockKeeper businessClockKeeper(ClubGate gate, JdbcClient jdbc, BusinessClock clock) {
    return new BusinessClockKeeper(gate, jdbc, clock);
  }
}
