package ru.fitcrm.hub.core.message;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.club.ClubDirectory;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.journal.Journal;
import ru.fitcrm.hub.core.licence.Licences;
import ru.fitcrm.hub.core.outbox.OutboxSignal;
import ru.fitcrm.hub.core.outbox.SettleOutgoing;
import ru.fitcrm.hub.core.person.ClientDirectory;
import ru.fitcrm.hub.core.person.ForgetPerson;
import ru.fitcrm.hub.core.person.LeadDesk;
import ru.fitcrm.hub.core.person.MergePeople;
import ru.fitcrm.hub.core.platform.BusinessClock;

/** Puts this room together: messages to people and from them. */
@Configuration(proxyBeanMethods = false)
public class MessageRoom {

  @Bean
  MessageLog messageLog(JdbcClient jdbc) {
    return new MessageLog(jdbc);
  }

  @Bean
  ForgetPerson forgetMessages(JdbcClient jdbc) {
    return new ForgetMessages(jdbc);
  }

  @Bean
  WakeHeld wakeHeld(ClubGate gate, JdbcClient jdbc, OutboxSignal signal) {
    return new WakeHeld(gate, jdbc, signal);
  }

  @Bean
  MessageHours messageHours(JdbcClient jdbc) {
    return new MessageHours(jdbc);
  }

  @Bean
  ChannelBook channelBook(JdbcClient jdbc) {
    return new ChannelBook(jdbc);
  }

  @Bean
  GiveWays giveWays(ClubGate gate, JdbcClient jdbc, OutboxSignal signal) {
    return new GiveWays(gate, jdbc, signal);
  }

  @Bean
  TextMessages textMessages(
      JdbcClient jdbc, GiveWays ways, Journal journal, ClubDirectory clubs, BusinessClock clock) {
    return new TextMessages(jdbc, ways, journal, clubs, clock);
  }

  @Bean
  RenderText renderText(JdbcClient jdbc, ObjectMapper json, MessageSource names) {
    return new RenderText(jdbc, json, names);
  }

  @Bean
  SayNow sayNow(JdbcClient jdbc, Licences licences, RenderText render, BusinessClock clock) {
    return new SayNow(jdbc, licences, render, clock);
  }

  @Bean
  MailLicences mailLicences(
      ClubGate gate, JdbcClient jdbc, Journal journal, GiveWays ways, BusinessClock clock) {
    return new MailLicences(gate, jdbc, journal, ways, clock);
  }

  @Bean
  WriteMessage writeMessage(
      JdbcClient jdbc,
      ObjectMapper json,
      ClientDirectory clients,
      MessageLog log,
      GiveWays ways,
      Journal journal,
      BusinessClock clock) {
    return new WriteMessage(jdbc, json, clients, log, ways, journal, clock);
  }

  @Bean
  TakeNews takeNews(
      JdbcClient jdbc,
      ClubDirectory clubs,
      SettleOutgoing settle,
      TextMessages texts,
      ClientDirectory clients,
      LeadDesk leads,
      MergePeople people,
      Journal journal,
      BusinessClock clock,
      Clock systemClock) {
    TieNumber tie = new TieNumber(jdbc, clients, leads, people, journal);
    FindWriter writers = new FindWriter(jdbc, clients, leads, tie);
    return new TakeNews(
        jdbc, clubs, settle, texts, new HearText(jdbc, writers, journal, clock, systemClock));
  }
}
