package ru.fitcrm.hub.routes.follow;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import ru.fitcrm.hub.connectors.ClubSystemConnector;
import ru.fitcrm.hub.core.club.ClubDirectory;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.connection.Connections;
import ru.fitcrm.hub.core.connection.HealthBook;
import ru.fitcrm.hub.core.platform.BusinessClock;
import ru.fitcrm.hub.core.sync.SyncDesk;
import ru.fitcrm.hub.routes.component.OwnedConnections;

/** Puts the following of clubs' systems together. */
@Configuration(proxyBeanMethods = false)
class FollowWiring {

  @Bean
  ClubSystems clubSystems(
      ClubGate gate,
      ClubDirectory clubs,
      Connections connections,
      ObjectMapper json,
      List<ClubSystemConnector<?>> connectors) {
    return new OpenClubSystems(gate, clubs, connections, json, connectors);
  }

  /** Camel finds the component of the scheme {@code club-system} by this name. */
  @Bean("club-system-component")
  ClubSystemComponent clubSystemComponent(
      OwnedConnections owned,
      ClubGate gate,
      SyncDesk desk,
      ClubSystems systems,
      HealthBook health,
      Clock systemClock,
      BusinessClock clock) {
    return new ClubSystemComponent(
        owned, new ClubSystemComponent.Parts(gate, desk, systems, health, systemClock, clock));
  }

  @Bean
  FollowClubs followClubs() {
    return new FollowClubs();
  }
}
