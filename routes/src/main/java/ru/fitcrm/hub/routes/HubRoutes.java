package ru.fitcrm.hub.routes;

import java.time.Duration;
import org.apache.camel.CamelContext;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import ru.fitcrm.hub.core.call.CallGaps;
import ru.fitcrm.hub.core.connection.HealthBook;
import ru.fitcrm.hub.core.connection.Ownership;
import ru.fitcrm.hub.core.inbox.ApplyReceived;
import ru.fitcrm.hub.core.inbox.ClaimReceived;
import ru.fitcrm.hub.routes.component.CallComponent;
import ru.fitcrm.hub.routes.component.InboxComponent;
import ru.fitcrm.hub.routes.component.OwnedConnections;
import ru.fitcrm.hub.routes.component.PhoneLines;
import ru.fitcrm.hub.routes.in.PhoneCalls;
import ru.fitcrm.hub.routes.in.PushedPackets;
import ru.fitcrm.hub.routes.life.ConnectionRoutes;
import ru.fitcrm.hub.routes.life.KeepConnections;

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
      ClaimReceived claims,
      ApplyReceived apply,
      @Value("${hub.inbox.at-once:4}") int messagesAtOnce) {
    return new InboxComponent(claims, apply, messagesAtOnce);
  }

  @Bean
  PhoneCalls phoneCalls() {
    return new PhoneCalls();
  }

  @Bean
  PushedPackets pushedPackets() {
    return new PushedPackets();
  }

  @Bean
  ConnectionRoutes connectionRoutes(CamelContext camel, OwnedConnections owned) {
    return new ConnectionRoutes(camel, owned);
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
