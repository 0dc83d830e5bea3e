package ru.fitcrm.hub.config.connection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import ru.fitcrm.hub.connectors.Connector;
import ru.fitcrm.hub.connectors.Connectors;
import ru.fitcrm.hub.connectors.MessageConnector;
import ru.fitcrm.hub.connectors.settings.ReadSettings;
import ru.fitcrm.hub.core.club.Branches;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.club.ClubId;
import ru.fitcrm.hub.core.connection.Connection;
import ru.fitcrm.hub.core.connection.ConnectionEdit;
import ru.fitcrm.hub.core.connection.Connections;
import ru.fitcrm.hub.core.connection.TestReport;
import ru.fitcrm.hub.core.message.Channel;
import ru.fitcrm.hub.core.message.ChannelBook;
import ru.fitcrm.hub.core.platform.InvalidInput;
import ru.fitcrm.hub.core.platform.NotFound;
import ru.fitcrm.hub.core.platform.Required;

/** Checks a connection by its kind before it is saved, and tries a saved one. */
@Component
public final class SaveConnection {

  private final Connectors connectors;
  private final Connections connections;
  private final ReadSettings settings;
  private final Branches branches;
  private final ClubGate gate;
  private final ChannelBook channels;

  SaveConnection(
      Connectors connectors,
      Connections connections,
      ReadSettings settings,
      Branches branches,
      ClubGate gate,
      ChannelBook channels) {
    this.connectors = connectors;
    this.connections = connections;
    this.settings = settings;
    this.branches = branches;
    this.gate = gate;
    this.channels = channels;
  }

  /**
   * Runs inside the club's gate.
   *
   * @throws InvalidInput naming the field, for example {@code settings.port}
   */
  public Connection add(ConnectionRequest request) {
    Connector<?> connector = connectors.get(Required.text("kind", request.kind()));
    Connection made =
        connections.add(edit(connector, request, null, Boolean.TRUE.equals(request.enabled())));
    return noteChannel(connector, made);
  }

  /**
   * Runs inside the club's gate.
   *
   * @param version the version the caller read
   * @throws InvalidInput naming the field, for example {@code settings.port}
   */
  public Connection update(long id, ConnectionRequest request, long version) {
    Connection now = connections.get(id);
    if (request.kind() != null && !request.kind().equals(now.kind())) {
      throw new InvalidInput(
          "kind", "kind.fixed", "kind stays " + now.kind() + ": add another connection instead");
    }
    ConnectionRequest whole = request.settings() == null ? keepSettings(request, now) : request;
    ObjectNode stored = connections.settingsWithSecrets(id);
    Boolean enabled = request.enabled();
    ConnectionEdit edit =
        edit(
            connectors.get(now.kind()),
            whole,
            stored,
            enabled == null ? now.enabled() : enabled.booleanValue());
    return noteChannel(connectors.get(now.kind()), connections.update(id, edit, version));
  }

  /** What it carries may hang on its settings. */
  private Connection noteChannel(Connector<?> connector, Connection saved) {
    if (connector instanceof MessageConnector<?> texter) {
      channels.carries(saved.id(), channel(texter, saved.id()));
    }
    return saved;
  }

  private <S extends Record> Channel channel(MessageConnector<S> texter, long id) {
    return texter.channel(
        settings.typed(texter.settingsType(), connections.settingsWithSecrets(id)));
  }

  /** The outside system is asked outside any transaction: it may take its time. */
  public TestReport test(ClubId club, long id) {
    record Saved(String kind, ObjectNode settings) {}
    Supplier<Saved> read =
        () -> new Saved(connections.get(id).kind(), connections.settingsWithSecrets(id));
    Saved saved = gate.inClub(club, read);
    return test(connectors.get(saved.kind()), saved.settings());
  }

  /**
   * Tries settings before they are saved, outside any transaction too.
   *
   * @param typed as {@link ConnectionRequest#settings()}
   * @param stored the connection's settings with secrets, null for a new one
   * @throws InvalidInput naming the field
   */
  public TestReport test(String kind, JsonNode typed, @Nullable ObjectNode stored) {
    return test(connectors.get(kind), typed, stored);
  }

  private <S extends Record> TestReport test(
      Connector<S> connector, JsonNode typed, @Nullable ObjectNode stored) {
    return connector.test(settings.check(connector.settingsType(), typed, stored).settings());
  }

  private <S extends Record> TestReport test(Connector<S> connector, ObjectNode whole) {
    return connector.test(settings.typed(connector.settingsType(), whole));
  }

  private ConnectionEdit edit(
      Connector<?> connector,
      ConnectionRequest request,
      @Nullable ObjectNode stored,
      boolean enabled) {
    ReadSettings.Checked<?> checked =
        settings.check(connector.settingsType(), request.settings(), stored);
    checkBranches(checked.plain(), "settings");
    return new ConnectionEdit(
        connector.kind(),
        Required.text("name", request.name()),
        request.branchId(),
        enabled,
        checked.plain(),
        checked.secrets());
  }

  private static ConnectionRequest keepSettings(ConnectionRequest request, Connection now) {
    return new ConnectionRequest(
        request.kind(), request.name(), request.branchId(), request.enabled(), now.settings());
  }

  /** No foreign key watches over ids inside settings; a wrong one would spoil every call. */
  private void checkBranches(JsonNode node, String path) {
    if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        checkBranches(node.get(i), path + "[" + i + "]");
      }
    }
    node.properties()
        .forEach(
            field -> {
              String below = path + "." + field.getKey();
              if (field.getKey().equals("branchId") && field.getValue().isIntegralNumber()) {
                checkBranch(field.getValue().asLong(), below);
              } else {
                checkBranches(field.getValue(), below);
              }
            });
  }

  private void checkBranch(long id, String path) {
    try {
      branches.get(id);
    } catch (NotFound e) {
      throw new InvalidInput(
          path, "reference.unknown", path + " names no branch of this club: see branches");
    }
  }
}
