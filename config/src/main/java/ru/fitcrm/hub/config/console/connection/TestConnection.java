package ru.fitcrm.hub.config.console.connection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import ru.fitcrm.hub.config.console.Visit;
import ru.fitcrm.hub.connectors.Connector;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.connection.Connection;
import ru.fitcrm.hub.core.connection.Connections;
import ru.fitcrm.hub.core.connection.TestReport;

/** Runs a connection's Test with its saved settings, outside any transaction. */
@Component
class TestConnection {

  private final ClubGate gate;
  private final Connections connections;
  private final ObjectProvider<Connector<?>> connectors;
  private final ObjectMapper json;

  TestConnection(
      ClubGate gate,
      Connections connections,
      ObjectProvider<Connector<?>> connectors,
      ObjectMapper json) {
    this.gate = gate;
    this.connections = connections;
    this.connectors = connectors;
    this.json = json;
  }

  List<String> kinds() {
    return connectors.stream().map(Connector::kind).sorted().toList();
  }

  private record Saved(Connection connection, ObjectNode settings) {}

  TestReport run(Visit visit, long id) {
    Saved saved =
        gate.inClub(
            visit.club().clubId(),
            () -> new Saved(connections.get(id), connections.settingsWithSecrets(id)));
    Optional<Connector<?>> connector =
        connectors.stream().filter(one -> one.kind().equals(saved.connection().kind())).findFirst();
    return connector.isPresent()
        ? test(connector.get(), saved.settings())
        : failed("kind", saved.connection().kind(), "test.kind-unknown");
  }

  private <S extends Record> TestReport test(Connector<S> connector, ObjectNode settings) {
    try {
      return connector.test(json.treeToValue(settings, connector.settingsType()));
    } catch (JsonProcessingException unreadable) {
      return failed("settings", unreadable.getOriginalMessage(), "test.settings-unreadable");
    }
  }

  private static TestReport failed(String step, String answer, String hint) {
    return TestReport.of(List.of(new TestReport.Step(step, false, answer, hint)));
  }
}
