package ru.fitcrm.hub.config.recording;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import ru.fitcrm.hub.connectors.Connector;
import ru.fitcrm.hub.connectors.Connectors;
import ru.fitcrm.hub.connectors.PhoneConnector;
import ru.fitcrm.hub.connectors.recording.RecordingPlace;
import ru.fitcrm.hub.connectors.settings.ReadSettings;
import ru.fitcrm.hub.core.call.Call;
import ru.fitcrm.hub.core.connection.Connections;
import ru.fitcrm.hub.core.connection.SecretBox;
import ru.fitcrm.hub.core.licence.Licences;
import ru.fitcrm.hub.core.licence.Plan;
import ru.fitcrm.hub.core.platform.InvalidInput;
import ru.fitcrm.hub.core.platform.NotFound;

/** Says of calls whether they can be listened to. Every call runs inside the club's gate. */
@Component
public final class FindRecording {

  private final Licences licences;
  private final Connections connections;
  private final Connectors connectors;
  private final ReadSettings settings;

  FindRecording(
      Licences licences, Connections connections, Connectors connectors, ReadSettings settings) {
    this.licences = licences;
    this.connections = connections;
    this.connectors = connectors;
    this.settings = settings;
  }

  public FoundRecording of(Call call) {
    String name = call.recording();
    if (name == null || name.isBlank()) {
      return new FoundRecording.None();
    }
    if (!inPlan()) {
      return new FoundRecording.NotInPlan();
    }
    return place(call.connectionId())
        .<FoundRecording>map(place -> new FoundRecording.Playable(place, name))
        .orElseGet(FoundRecording.None::new);
  }

  /** Of these calls, which were recorded where recordings can be fetched. */
  public Listenable among(List<Call> calls) {
    Set<Long> places = new HashSet<>();
    calls.stream()
        .filter(call -> call.recording() != null)
        .map(Call::connectionId)
        .distinct()
        .filter(connection -> place(connection).isPresent())
        .forEach(places::add);
    return new Listenable(inPlan(), places);
  }

  /**
   * What a page shows of recordings.
   *
   * @param inPlan whether the club's plan has them
   * @param connections those that say where their recordings are
   */
  public record Listenable(boolean inPlan, Set<Long> connections) {

    public Listenable {
      connections = Set.copyOf(connections);
    }

    /** Whether there is something to listen to, be it in the plan or not. */
    public boolean has(Call call) {
      return call.recording() != null && connections.contains(call.connectionId());
    }
  }

  private boolean inPlan() {
    return licences
        .find()
        .map(licence -> licence.plan().includes(Plan.Module.RECORDING))
        .orElse(false);
  }

  private Optional<RecordingPlace> place(long connection) {
    try {
      Connector<?> connector =
          Objects.requireNonNull(connectors.get(connections.get(connection).kind()));
      return connector instanceof PhoneConnector<?> phones
          ? place(phones, connection)
          : Optional.empty();
    } catch (NotFound | InvalidInput | SecretBox.UnreadableSecret gone) {
      return Optional.empty();
    }
  }

  private <S extends Record> Optional<RecordingPlace> place(
      PhoneConnector<S> phones, long connection) {
    return phones.recordings(
        settings.typed(phones.settingsType(), connections.settingsWithSecrets(connection)));
  }
}
