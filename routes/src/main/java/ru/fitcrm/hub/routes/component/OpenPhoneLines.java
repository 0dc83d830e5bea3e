package ru.fitcrm.hub.routes.component;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.ZoneId;
import java.util.List;
import org.springframework.stereotype.Component;
import ru.fitcrm.hub.connectors.CallsBefore;
import ru.fitcrm.hub.connectors.PhoneConnector;
import ru.fitcrm.hub.connectors.PhoneLine;
import ru.fitcrm.hub.core.call.CallLog;
import ru.fitcrm.hub.core.club.ClubDirectory;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.connection.Connections;
import ru.fitcrm.hub.core.connection.Lease;

/** Opens lines with the settings as saved and the calls that had not ended when last heard. */
@Component
final class OpenPhoneLines implements PhoneLines {

  private final ClubGate gate;
  private final ClubDirectory clubs;
  private final Connections connections;
  private final CallLog calls;
  private final ObjectMapper json;
  private final List<PhoneConnector<?>> connectors;

  OpenPhoneLines(
      ClubGate gate,
      ClubDirectory clubs,
      Connections connections,
      CallLog calls,
      ObjectMapper json,
      List<PhoneConnector<?>> connectors) {
    this.gate = gate;
    this.clubs = clubs;
    this.connections = connections;
    this.calls = calls;
    this.json = json;
    this.connectors = List.copyOf(connectors);
  }

  @Override
  public PhoneLine open(Lease lease, PhoneLine.Listener listener) {
    PhoneConnector<?> connector =
        connectors.stream()
            .filter(candidate -> candidate.kind().equals(lease.kind()))
            .findFirst()
            .orElseThrow(
                () -> new IllegalStateException("No phone connector of kind " + lease.kind()));
    return open(connector, lease, listener);
  }

  private <S extends Record> PhoneLine open(
      PhoneConnector<S> connector, Lease lease, PhoneLine.Listener listener) {
    long id = lease.connection().value();
    JsonNode settings = gate.inClub(lease.club(), () -> connections.settingsWithSecrets(id));
    CallsBefore before =
        gate.inClub(
            lease.club(),
            () -> new CallsBefore(calls.unfinished(id), calls.lastTold(id).orElse(null)));
    ZoneId zone = clubs.get(lease.club()).zone();
    return connector.open(read(settings, connector.settingsType()), zone, before, listener);
  }

  private <S extends Record> S read(JsonNode settings, Class<S> type) {
    try {
      return json.treeToValue(settings, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Saved settings no longer fit their kind: save them anew", e);
    }
  }
}
