package ru.fitcrm.hub.routes;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import ru.fitcrm.hub.connectors.ClubSystemConnector;
import ru.fitcrm.hub.connectors.Connector;
import ru.fitcrm.hub.connectors.FormConnector;
import ru.fitcrm.hub.connectors.MessageConnector;
import ru.fitcrm.hub.connectors.PaymentConnector;
import ru.fitcrm.hub.connectors.PhoneConnector;
import ru.fitcrm.hub.connectors.ReceivingConnector;
import ru.fitcrm.hub.core.call.CallGaps;
import ru.fitcrm.hub.core.call.EndUnheardCalls;
import ru.fitcrm.hub.core.connection.HealthBook;
import ru.fitcrm.hub.core.connection.Ownership;
import ru.fitcrm.hub.core.inbox.ApplyReceived;
import ru.fitcrm.hub.core.inbox.ClaimReceived;
import ru.fitcrm.hub.core.inbox.TakeIn;
import ru.fitcrm.hub.core.message.GiveWays;
import ru.fitcrm.hub.core.outbox.ClaimOutgoing;
import ru.fitcrm.hub.core.outbox.OutboxSignal;
import ru.fitcrm.hub.core.outbox.SettleOutgoing;
import ru.fitcrm.hub.core.outbox.SweepOutbox;
import ru.fitcrm.hub.core.replay.RunReplays;
import ru.fitcrm.hub.core.shift.ShiftTakers;
import ru.fitcrm.hub.core.sync.FollowedKinds;
import ru.fitcrm.hub.core.sync.LeadTakers;
import ru.fitcrm.hub.core.webhook.WebhookEndpoint;
import ru.fitcrm.hub.routes.component.AskFirst;
import ru.fitcrm.hub.routes.component.CallComponent;
import ru.fitcrm.hub.routes.component.InboxComponent;
import ru.fitcrm.hub.routes.component.OutboxComponent;
import ru.fitcrm.hub.routes.component.OwnedConnections;
import ru.fitcrm.hub.routes.component.PhoneLines;
import ru.fitcrm.hub.routes.component.SendOutgoing;
import ru.fitcrm.hub.routes.component.TellHealth;
import ru.fitcrm.hub.routes.follow.FollowClubs;
import ru.fitcrm.hub.routes.in.AskGateway;
import ru.fitcrm.hub.routes.in.HeardForms;
import ru.fitcrm.hub.routes.in.HeardPayments;
import ru.fitcrm.hub.routes.in.HeardTexts;
import ru.fitcrm.hub.routes.in.PhoneCalls;
import ru.fitcrm.hub.routes.in.PushedPackets;
import ru.fitcrm.hub.routes.life.ConnectionRoutes;
import ru.fitcrm.hub.routes.life.KeepConnections;
import ru.fitcrm.hub.routes.life.KindTemplate;
import ru.fitcrm.hub.routes.life.RunRegularly;
import ru.fitcrm.hub.routes.out.DialClients;
import ru.fitcrm.hub.routes.out.GiveToSystem;
import ru.fitcrm.hub.routes.out.SendTexts;
import ru.fitcrm.hub.routes.out.SendWebhooks;
import ru.fitcrm.hub.routes.receive.WatchDoor;

/** Puts the routes together. Needs a {@link PhoneLines} that knows the connectors. */
@Configuration(proxyBeanMethods = false)
class HubRoutes {

  @Bean
  OwnedConnections ownedConnections() {
    return new OwnedConnections();
  }

  /** Camel finds the component of the scheme {@code call} by this name. */
  @Bean("call-component")
  CallComponent callComponent(
      OwnedConnections owned, PhoneLines lines, HealthBook health, CallGaps gaps) {
    return new CallComponent(owned, lines, health, gaps);
  }

  /** Camel finds the component of the scheme {@code inbox} by this name. */
  @Bean("inbox-component")
  InboxComponent inboxComponent(
      TakeIn takeIn,
      ClaimReceived claims,
      ApplyReceived apply,
      AskFirst askFirst,
      @Value("${hub.inbox.at-once:4}") int messagesAtOnce) {
    return new InboxComponent(takeIn, claims, apply, askFirst, messagesAtOnce);
  }

  @Bean
  PhoneCalls phoneCalls() {
    return new PhoneCalls();
  }

  @Bean
  PushedPackets pushedPackets() {
    return new PushedPackets();
  }

  /** Health is real time, so the system's clock, not the club's movable one. */
  @Bean
  TellHealth tellHealth(HealthBook health, List<PhoneConnector<?>> phones) {
    return new TellHealth(health, kindsOf(phones), Clock.systemUTC());
  }

  @Bean
  SendOutgoing sendOutgoing(
      ClaimOutgoing claim, SettleOutgoing settle, OutboxSignal signal, TellHealth health) {
    return new SendOutgoing(claim, settle, signal, health);
  }

  /** Camel finds the component of the scheme {@code outbox} by this name. */
  @Bean("outbox-component")
  OutboxComponent outboxComponent(OwnedConnections owned, SendOutgoing sender) {
    return new OutboxComponent(owned, sender);
  }

  @Bean
  DialClients dialClients(ObjectMapper json) {
    return new DialClients(json);
  }

  @Bean
  GiveToSystem giveToSystem() {
    return new GiveToSystem();
  }

  @Bean
  SendTexts sendTexts() {
    return new SendTexts();
  }

  @Bean
  SendWebhooks sendWebhooks() {
    return new SendWebhooks();
  }

  @Bean
  HeardTexts heardTexts(ObjectProvider<MessageConnector<?>> texters) {
    return new HeardTexts(kindsOf(texters.stream().toList()));
  }

  @Bean
  AskFirst askFirst(AskGateway gateway, List<PaymentConnector<?>> gateways) {
    return gateway.ofKinds(kindsOf(gateways));
  }

  @Bean
  HeardForms heardForms(List<FormConnector<?>> forms) {
    return new HeardForms(kindsOf(forms));
  }

  @Bean
  HeardPayments heardPayments(List<PaymentConnector<?>> gateways) {
    return new HeardPayments(kindsOf(gateways));
  }

  @Bean
  LeadTakers leadTakers(List<ClubSystemConnector<?>> systems) {
    return new LeadTakers(
        kindsOf(systems.stream().filter(ClubSystemConnector::takesLeads).toList()));
  }

  @Bean
  ShiftTakers shiftTakers(List<ClubSystemConnector<?>> systems) {
    return new ShiftTakers(
        kindsOf(systems.stream().filter(ClubSystemConnector::takesShifts).toList()));
  }

  @Bean
  FollowedKinds followedKinds(List<ClubSystemConnector<?>> systems) {
    return new FollowedKinds(
        kindsOf(systems),
        kindsOf(systems.stream().filter(ClubSystemConnector::readsPeople).toList()),
        kindsOf(systems.stream().filter(ClubSystemConnector::listsRows).toList()));
  }

  /** Looks after messages and calls that nobody else brings to an end. */
  @Bean
  RunRegularly sweep(SweepOutbox outbox, EndUnheardCalls calls, GiveWays ways, WatchDoor door) {
    return new RunRegularly(
        "sweep-outbox",
        Duration.ofSeconds(1),
        () -> {
          door.writeDown();
          return outbox.sweep() + calls.endSilent() + ways.sweep();
        });
  }

  @Bean
  RunRegularly workReplays(RunReplays replays) {
    return new RunRegularly("replays", Duration.ofSeconds(1), replays::work);
  }

  /** A PBX is heard first: what is to be dialled needs the line. */
  @Bean
  ConnectionRoutes connectionRoutes(
      CamelContext camel,
      OwnedConnections owned,
      List<PhoneConnector<?>> phones,
      List<ClubSystemConnector<?>> systems,
      LeadTakers leads,
      ShiftTakers shifts,
      ObjectProvider<MessageConnector<?>> texters,
      HealthBook health,
      List<ReceivingConnector<?>> receivers) {
    Set<String> doors =
        kindsOf(receivers.stream().filter(ReceivingConnector::onlyReceives).toList());
    return new ConnectionRoutes(
        camel,
        owned,
        lease -> {
          if (doors.contains(lease.kind())) {
            health.up(lease, null);
          }
        },
        List.of(
            new KindTemplate(kindsOf(phones), PhoneCalls.TEMPLATE),
            new KindTemplate(kindsOf(phones), DialClients.TEMPLATE),
            new KindTemplate(kindsOf(systems), FollowClubs.TEMPLATE),
            new KindTemplate(both(leads.kinds(), shifts.kinds()), GiveToSystem.TEMPLATE),
            new KindTemplate(kindsOf(texters.stream().toList()), SendTexts.TEMPLATE),
            new KindTemplate(Set.of(WebhookEndpoint.KIND), SendWebhooks.TEMPLATE)));
  }

  private static Set<String> both(Set<String> some, Set<String> others) {
    return Stream.concat(some.stream(), others.stream()).collect(Collectors.toSet());
  }

  private static Set<String> kindsOf(List<? extends Connector<?>> connectors) {
    return connectors.stream().map(Connector::kind).collect(Collectors.toSet());
  }

  @Bean
  KeepConnections keepConnections(
      Ownership ownership,
      ConnectionRoutes routes,
      OwnedConnections owned,
      @Value("${hub.node-name:${HOSTNAME:hub}}") String name,
      @Value("${hub.heart-beat:1s}") Duration beat) {
    return new KeepConnections(ownership, routes, owned, name, beat);
  }
}
