package ru.fitcrm.hub.routes.in;

import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import ru.fitcrm.hub.connectors.FormConnector;
import ru.fitcrm.hub.connectors.settings.ReadSettings;
import ru.fitcrm.hub.core.connection.Connections;
import ru.fitcrm.hub.core.inbox.Claimed;
import ru.fitcrm.hub.core.inbox.Handled;
import ru.fitcrm.hub.core.platform.InvalidInput;
import ru.fitcrm.hub.core.request.HeardForm;
import ru.fitcrm.hub.core.request.TakeForm;

/** Reads a form by its connection's mapping as it is now; runs inside the gate of its club. */
@Component("takeHeardForm")
public final class TakeHeardForm {

  private final TakeForm forms;
  private final NoteNamed named;
  private final Connections connections;
  private final ReadSettings settings;
  private final ObjectProvider<FormConnector<?>> connectors;

  TakeHeardForm(
      TakeForm forms,
      NoteNamed named,
      Connections connections,
      ReadSettings settings,
      ObjectProvider<FormConnector<?>> connectors) {
    this.forms = forms;
    this.named = named;
    this.connections = connections;
    this.settings = settings;
    this.connectors = connectors;
  }

  public Handled take(Claimed message) {
    try {
      Optional<HeardForm> heard = read(message);
      heard.ifPresent(form -> named.note(message.id(), form));
      Optional<Long> client =
          heard.flatMap(form -> forms.take(message.connection(), form, message.receivedAt()));
      return new Handled.Applied(client.orElse(null), null);
    } catch (InvalidInput e) {
      return new Handled.Rejected(e.code(), String.valueOf(e.getMessage()), null);
    }
  }

  private Optional<HeardForm> read(Claimed message) {
    return connectors.stream()
        .filter(candidate -> candidate.kind().equals(message.kind()))
        .findFirst()
        .map(connector -> read(connector, message))
        .orElseThrow(() -> new IllegalStateException("No forms come by " + message.kind()));
  }

  private <S extends Record> Optional<HeardForm> read(FormConnector<S> connector, Claimed message) {
    S typed =
        settings.typed(
            connector.settingsType(), connections.settingsWithSecrets(message.connection()));
    return connector.read(typed, message.body());
  }
}
