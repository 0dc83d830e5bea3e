package ru.fitcrm.hub.core;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.access.ApiKeys;
import ru.fitcrm.hub.core.access.UserAccounts;
import ru.fitcrm.hub.core.audit.AuditLog;
import ru.fitcrm.hub.core.board.CardHistory;
import ru.fitcrm.hub.core.board.NoticeBox;
import ru.fitcrm.hub.core.board.TaskBoard;
import ru.fitcrm.hub.core.board.TaskDesk;
import ru.fitcrm.hub.core.board.TaskStatuses;
import ru.fitcrm.hub.core.call.CallDesk;
import ru.fitcrm.hub.core.call.CallGaps;
import ru.fitcrm.hub.core.call.CallLog;
import ru.fitcrm.hub.core.call.CallNews;
import ru.fitcrm.hub.core.call.CallOut;
import ru.fitcrm.hub.core.call.CallOutPeople;
import ru.fitcrm.hub.core.call.CallPeople;
import ru.fitcrm.hub.core.call.EndUnheardCalls;
import ru.fitcrm.hub.core.club.Branches;
import ru.fitcrm.hub.core.club.ClubDirectory;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.club.ClubStaff;
import ru.fitcrm.hub.core.club.ClubTransactions;
import ru.fitcrm.hub.core.club.FurnishClub;
import ru.fitcrm.hub.core.connection.Connections;
import ru.fitcrm.hub.core.connection.HealthBook;
import ru.fitcrm.hub.core.connection.Ownership;
import ru.fitcrm.hub.core.connection.SecretBox;
import ru.fitcrm.hub.core.contract.ContractBook;
import ru.fitcrm.hub.core.contract.TellUnpaidContracts;
import ru.fitcrm.hub.core.importing.ImportFiles;
import ru.fitcrm.hub.core.importing.TakeImported;
import ru.fitcrm.hub.core.importing.WorkImports;
import ru.fitcrm.hub.core.inbox.ApplyReceived;
import ru.fitcrm.hub.core.inbox.ClaimReceived;
import ru.fitcrm.hub.core.inbox.Inbox;
import ru.fitcrm.hub.core.inbox.TakeIn;
import ru.fitcrm.hub.core.journal.DefaultRules;
import ru.fitcrm.hub.core.journal.FollowAtOnce;
import ru.fitcrm.hub.core.journal.Journal;
import ru.fitcrm.hub.core.journal.JournalReader;
import ru.fitcrm.hub.core.journal.JournalSignal;
import ru.fitcrm.hub.core.journal.Rules;
import ru.fitcrm.hub.core.licence.Licences;
import ru.fitcrm.hub.core.night.JobRuns;
import ru.fitcrm.hub.core.night.JobSchedules;
import ru.fitcrm.hub.core.night.OweNights;
import ru.fitcrm.hub.core.night.WorkRuns;
import ru.fitcrm.hub.core.outbox.ClaimOutgoing;
import ru.fitcrm.hub.core.outbox.Outbox;
import ru.fitcrm.hub.core.outbox.OutboxRider;
import ru.fitcrm.hub.core.outbox.OutboxSignal;
import ru.fitcrm.hub.core.outbox.ReplayMessage;
import ru.fitcrm.hub.core.outbox.RetryTable;
import ru.fitcrm.hub.core.outbox.Riders;
import ru.fitcrm.hub.core.outbox.SettleOutgoing;
import ru.fitcrm.hub.core.outbox.SweepOutbox;
import ru.fitcrm.hub.core.person.ClientDesk;
import ru.fitcrm.hub.core.person.ClientDirectory;
import ru.fitcrm.hub.core.person.IgnoredNumbers;
import ru.fitcrm.hub.core.person.LeadDesk;
import ru.fitcrm.hub.core.person.MergePeople;
import ru.fitcrm.hub.core.platform.BusinessClock;
import ru.fitcrm.hub.core.platform.BusinessClockKeeper;
import ru.fitcrm.hub.core.sync.ApplyPacket;
import ru.fitcrm.hub.core.sync.DriftRoom;
import ru.fitcrm.hub.core.sync.FollowClubSystem;
import ru.fitcrm.hub.core.sync.LeadMessages;
import ru.fitcrm.hub.core.sync.LeadSending;
import ru.fitcrm.hub.core.sync.LeadTakers;
import ru.fitcrm.hub.core.sync.PutLeads;
import ru.fitcrm.hub.core.sync.ReadLead;
import ru.fitcrm.hub.core.sync.RejectedRows;
import ru.fitcrm.hub.core.sync.RetryRejected;
import ru.fitcrm.hub.core.sync.RunWays;
import ru.fitcrm.hub.core.sync.SyncDesk;
import ru.fitcrm.hub.core.sync.SyncRuns;

/**
 * Puts the core together. Needs a {@link DataSource} of the app login, {@link ClubTransactions}, an
 * {@link ObjectMapper}, a {@link SecretBox}, a {@link RetryTable} and the system's {@link Clock}.
 */
@Configuration(proxyBeanMethods = false)
@Import(DriftRoom.class)
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

  @Bean
  Licences licences(JdbcClient jdbc, BusinessClock clock) {
    return new Licences(jdbc, clock);
  }

  @Bean
  AuditLog auditLog(JdbcClient jdbc, ObjectMapper json) {
    return new AuditLog(jdbc, json);
  }

  @Bean
  ApiKeys apiKeys(ClubGate gate, JdbcClient jdbc) {
    return new ApiKeys(gate, jdbc);
  }

  @Bean
  UserAccounts userAccounts(ClubGate gate, JdbcClient jdbc) {
    return new UserAccounts(gate, jdbc);
  }

  @Bean
  JournalSignal journalSignal() {
    return new JournalSignal();
  }

  @Bean
  Journal journal(
      JdbcClient jdbc, ObjectMapper json, JournalSignal signal, List<FollowAtOnce> followers) {
    return new Journal(jdbc, json, signal, followers);
  }

  @Bean
  JournalReader journalReader(ClubGate gate, JdbcClient jdbc, ObjectMapper json) {
    return new JournalReader(gate, jdbc, json);
  }

  @Bean
  DefaultRules defaultRules(JdbcClient jdbc) {
    return new DefaultRules(jdbc);
  }

  @Bean
  Rules rules(JdbcClient jdbc, ObjectMapper json) {
    return new Rules(jdbc, json);
  }

  @Bean
  ClientDirectory clientDirectory(JdbcClient jdbc) {
    return new ClientDirectory(jdbc);
  }

  @Bean
  LeadDesk leadDesk(JdbcClient jdbc) {
    return new LeadDesk(jdbc);
  }

  @Bean
  ClientDesk clientDesk(
      JdbcClient jdbc,
      ClientDirectory directory,
      LeadDesk leads,
      Journal journal,
      BusinessClock clock) {
    return new ClientDesk(jdbc, directory, leads, journal, clock);
  }

  @Bean
  MergePeople mergePeople(
      JdbcClient jdbc, ClientDirectory directory, Journal journal, BusinessClock clock) {
    return new MergePeople(jdbc, directory, journal, clock);
  }

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
  ContractBook contractBook(JdbcClient jdbc) {
    return new ContractBook(jdbc);
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
  LeadMessages leadMessages() {
    return new LeadMessages();
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
  TellUnpaidContracts tellUnpaidContracts(
      ClubGate gate, JdbcClient jdbc, ClubDirectory clubs, Journal journal, BusinessClock clock) {
    return new TellUnpaidContracts(gate, jdbc, clubs, journal, clock);
  }

  @Bean
  IgnoredNumbers ignoredNumbers(JdbcClient jdbc) {
    return new IgnoredNumbers(jdbc);
  }

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
  OutboxSignal outboxSignal() {
    return new OutboxSignal();
  }

  /** Not named {@code outbox}: Camel would take it for the component of that scheme. */
  @Bean("messagesOut")
  Outbox outbox(JdbcClient jdbc, ObjectMapper json, RetryTable retries, OutboxSignal signal) {
    return new Outbox(jdbc, json, retries, signal);
  }

  @Bean
  Riders riders(List<OutboxRider> riders) {
    return new Riders(riders);
  }

  @Bean
  ClaimOutgoing claimOutgoing(ClubGate gate, JdbcClient jdbc, ObjectMapper json) {
    return new ClaimOutgoing(gate, jdbc, json);
  }

  @Bean
  SettleOutgoing settleOutgoing(
      ClubGate gate, JdbcClient jdbc, ObjectMapper json, RetryTable retries, Riders riders) {
    return new SettleOutgoing(gate, jdbc, json, retries, riders);
  }

  @Bean
  SweepOutbox sweepOutbox(ClubGate gate, JdbcClient jdbc, ObjectMapper json, Riders riders) {
    return new SweepOutbox(gate, jdbc, json, riders);
  }

  @Bean
  ReplayMessage replayMessage(JdbcClient jdbc, Outbox outbox, Riders riders) {
    return new ReplayMessage(jdbc, outbox, riders);
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
  Connections connections(JdbcClient jdbc, ObjectMapper json, SecretBox box, Clock systemClock) {
    return new Connections(jdbc, json, box, systemClock);
  }

  @Bean
  HealthBook healthBook(
      ClubGate gate, ClubDirectory clubs, JdbcClient jdbc, Journal journal, BusinessClock clock) {
    return new HealthBook(gate, clubs, jdbc, journal, clock);
  }

  @Bean
  Ownership ownership(ClubGate gate, JdbcClient jdbc) {
    return new Ownership(gate, jdbc);
  }

  @Bean
  TakeIn takeIn(ClubGate gate, JdbcClient jdbc, ObjectMapper json) {
    return new TakeIn(gate, jdbc, json);
  }

  @Bean
  ClaimReceived claimReceived(ClubGate gate, JdbcClient jdbc, ObjectMapper json) {
    return new ClaimReceived(gate, jdbc, json);
  }

  @Bean
  ApplyReceived applyReceived(ClubGate gate, JdbcClient jdbc) {
    return new ApplyReceived(gate, jdbc);
  }

  /** Not named like the routes' scheme, or Camel would take it for the component. */
  @Bean
  Inbox messagesIn(JdbcClient jdbc) {
    return new Inbox(jdbc);
  }

  @Bean
  JobSchedules jobSchedules(ClubGate gate, JdbcClient jdbc) {
    return new JobSchedules(gate, jdbc);
  }

  @Bean
  JobRuns jobRuns(ClubGate gate, JdbcClient jdbc) {
    return new JobRuns(gate, jdbc);
  }

  @Bean
  OweNights oweNights(ClubGate gate, JdbcClient jdbc, JobSchedules schedules, BusinessClock clock) {
    return new OweNights(gate, jdbc, schedules, clock);
  }

  @Bean
  WorkRuns workRuns(ClubGate gate, JdbcClient jdbc) {
    return new WorkRuns(gate, jdbc);
  }

  @Bean
  ImportFiles importFiles(JdbcClient jdbc) {
    return new ImportFiles(jdbc);
  }

  @Bean
  WorkImports workImports(
      ClubGate gate,
      JdbcClient jdbc,
      ImportFiles files,
      ApplyPacket packets,
      Journal journal,
      AuditLog audit,
      ClubDirectory clubs,
      BusinessClock clock) {
    TakeImported take = new TakeImported(jdbc, packets, clock);
    return new WorkImports(gate, jdbc, files, take, journal, audit, clubs, clock);
  }
}
