package ru.fitcrm.hub.config.connection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import ru.fitcrm.hub.connectors.Connectors;
import ru.fitcrm.hub.connectors.FormConnector;
import ru.fitcrm.hub.connectors.http.ReadFields;
import ru.fitcrm.hub.connectors.settings.ReadSettings;
import ru.fitcrm.hub.core.box.BoxQuery;
import ru.fitcrm.hub.core.club.ClubDirectory;
import ru.fitcrm.hub.core.connection.Connections;
import ru.fitcrm.hub.core.connection.HideSecrets;
import ru.fitcrm.hub.core.inbox.Inbox;
import ru.fitcrm.hub.core.inbox.InboxMessage;
import ru.fitcrm.hub.core.inbox.InboxState;
import ru.fitcrm.hub.core.inbox.RawBody;
import ru.fitcrm.hub.core.platform.InvalidInput;
import ru.fitcrm.hub.core.platform.NotFound;
import ru.fitcrm.hub.core.platform.PageRequest;
import ru.fitcrm.hub.core.request.HeardForm;
import ru.fitcrm.hub.core.request.ReadTheirPhone;

/**
 * Shows what a mapping reads from a body, the last one received or one given, before it is saved.
 * Nothing is written. Runs inside the club's gate.
 */
@Component
public final class PreviewForm {

  private static final PageRequest LAST_FEW = new PageRequest(0, 20);

  private final Connectors connectors;
  private final Connections connections;
  private final ReadSettings settings;
  private final Inbox inbox;
  private final ClubDirectory clubs;

  PreviewForm(
      Connectors connectors,
      Connections connections,
      ReadSettings settings,
      Inbox inbox,
      ClubDirectory clubs) {
    this.connectors = connectors;
    this.connections = connections;
    this.settings = settings;
    this.inbox = inbox;
    this.clubs = clubs;
  }

  /**
   * What would be read.
   *
   * @param inboxId the message whose body it is, null for one given
   * @param read what the mapping finds: name, phone, email and so on
   * @param phone the number in E.164, null if there is a problem
   * @param code of the problem because of which such a form would be rejected, null if none
   * @param reason the problem in plain words
   * @param fields all there is, path and value; like what is read without the connection's secrets
   */
  public record Preview(
      @Nullable Long inboxId,
      Map<String, String> read,
      @Nullable String phone,
      @Nullable String code,
      @Nullable String reason,
      Map<String, String> fields) {

    /** Without the person, so that it reaches no log. */
    @Override
    public String toString() {
      return "Preview[" + code + "]";
    }
  }

  /**
   * @param typed settings that are not saved yet, null for the saved ones
   * @param body null for the one received last
   * @throws NotFound if nothing was received yet, or its body is gone
   */
  public Preview of(long connection, @Nullable JsonNode typed, @Nullable RawBody body) {
    if (connectors.get(connections.get(connection).kind()) instanceof FormConnector<?> forms) {
      Body read = body == null ? last(connection) : new Body(null, body);
      return preview(forms, connection, typed, read);
    }
    throw new InvalidInput("id", "kind.no-forms", "No forms come by this kind of connection");
  }

  private record Body(@Nullable Long id, RawBody raw) {}

  private Body last(long connection) {
    for (InboxMessage message : inbox.list(BoxQuery.ofConnection(connection), LAST_FEW)) {
      Optional<RawBody> body =
          message.state() == InboxState.DUPLICATE ? Optional.empty() : inbox.body(message.id());
      if (body.isPresent()) {
        return new Body(message.id(), body.get());
      }
    }
    throw new NotFound("received body of connection", connection);
  }

  private <S extends Record> Preview preview(
      FormConnector<S> connector, long connection, @Nullable JsonNode typed, Body body) {
    ObjectNode stored = connections.settingsWithSecrets(connection);
    S used =
        typed == null
            ? settings.typed(connector.settingsType(), stored)
            : settings.check(connector.settingsType(), typed, stored).settings();
    HideSecrets hide = connections.hideSecrets(connection);
    Map<String, String> read = new LinkedHashMap<>();
    try {
      Optional<HeardForm> form = connector.read(used, body.raw());
      form.ifPresent(heard -> put(read, heard));
      String phone =
          form.isEmpty()
              ? null
              : ReadTheirPhone.in(
                  form.get().phone(), form.get().severalPhones(), clubs.here().region());
      return new Preview(
          body.id(), hide.fields(read), phone, null, null, hide.fields(fields(body.raw())));
    } catch (InvalidInput e) {
      return new Preview(
          body.id(),
          hide.fields(read),
          null,
          e.code(),
          String.valueOf(e.getMessage()),
          hide.fields(fields(body.raw())));
    }
  }

  private static Map<String, String> fields(RawBody body) {
    try {
      return ReadFields.of(body).shown();
    } catch (InvalidInput unreadable) {
      return Map.of();
    }
  }

  private static void put(Map<String, String> read, HeardForm form) {
    List<String> names = List.of("name", "phone", "email", "comment", "branch", "page", "form");
    @Nullable String[] values = {
      form.name(),
      form.phone(),
      form.email(),
      form.comment(),
      form.branch(),
      form.page(),
      form.form()
    };
    for (int i = 0; i < values.length; i++) {
      String value = values[i];
      if (value != null) {
        read.put(names.get(i), value);
      }
    }
    read.putAll(form.utm());
  }
}
