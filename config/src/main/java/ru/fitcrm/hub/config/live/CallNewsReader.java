package ru.fitcrm.hub.config.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import ru.fitcrm.hub.core.access.MaskJson;
import ru.fitcrm.hub.core.access.Sight;
import ru.fitcrm.hub.core.call.Call;
import ru.fitcrm.hub.core.call.CallLog;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.club.ClubId;
import ru.fitcrm.hub.core.journal.JournalCursor;
import ru.fitcrm.hub.core.journal.JournalReader;
import ru.fitcrm.hub.core.journal.TailedEvent;
import ru.fitcrm.hub.core.licence.LicenceState;
import ru.fitcrm.hub.core.licence.Licences;
import ru.fitcrm.hub.core.person.Client;
import ru.fitcrm.hub.core.person.ClientDirectory;

/** Reads what a call event is told with: the call, and everybody who has its number. */
@Component
class CallNewsReader {

  private final ClubGate gate;
  private final Licences licences;
  private final CallLog calls;
  private final ClientDirectory clients;
  private final JournalReader journal;
  private final ObjectMapper json;

  CallNewsReader(
      ClubGate gate,
      Licences licences,
      CallLog calls,
      ClientDirectory clients,
      JournalReader journal,
      ObjectMapper json) {
    this.gate = gate;
    this.licences = licences;
    this.calls = calls;
    this.clients = clients;
    this.journal = journal;
    this.json = json;
  }

  /**
   * An event as it is told.
   *
   * @param call the call with {@code event}, {@code client}, {@code clients} and {@code
   *     responsibleId}; null if the call is no longer there
   * @param json the same as text
   */
  record Told(JournalCursor cursor, String type, @Nullable JsonNode call, @Nullable String json) {

    /** As its reader may see it. */
    @Nullable String text(Sight sight) {
      if (call == null || sight.isFull()) {
        return json;
      }
      JsonNode copy = call.deepCopy();
      MaskJson.mask(copy, sight);
      return copy.toString();
    }
  }

  /** Empty once the club's licence shows nobody anything: its watchers are to go. */
  Optional<Told> read(TailedEvent event) {
    return gate.inClub(
        event.club(),
        () ->
            licences.standing(event.club()).state() == LicenceState.BLOCKED
                ? Optional.empty()
                : Optional.of(told(event)));
  }

  /** What happened after a place in the journal, oldest first, at most so many. */
  List<Told> after(ClubId club, JournalCursor cursor, int rows) {
    return gate.inClub(
        club,
        () ->
            journal.ofClubAfter(cursor, CallStream.TYPES, rows).stream().map(this::told).toList());
  }

  private Told told(TailedEvent event) {
    JsonNode call =
        calls
            .find(event.event().subject().id())
            .map(one -> write(event.event().type(), one))
            .orElse(null);
    return new Told(
        event.cursor(), event.event().type(), call, call == null ? null : call.toString());
  }

  private JsonNode write(String type, Call call) {
    ObjectNode node = json.valueToTree(call);
    node.put("event", type);
    Optional<Client> caller = Optional.ofNullable(call.clientId()).flatMap(clients::find);
    node.put("client", caller.map(Client::name).orElse(null));
    node.put("responsibleId", caller.map(Client::responsibleId).orElse(null));
    ArrayNode all = node.putArray("clients");
    String phone = call.phone();
    if (phone != null) {
      clients.withNumber(phone).forEach(client -> add(all, client));
    }
    return node;
  }

  private static void add(ArrayNode all, Client client) {
    all.addObject()
        .put("id", client.id())
        .put("name", client.name())
        .put("kind", client.kind().name())
        .put("archived", client.archived());
  }
}
