package ru.fitcrm.hub.config.console.task;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import ru.fitcrm.hub.config.console.ClubPeople;
import ru.fitcrm.hub.config.console.Visit;
import ru.fitcrm.hub.config.console.Wording;
import ru.fitcrm.hub.config.console.night.NightWords;
import ru.fitcrm.hub.config.recording.FindRecording;
import ru.fitcrm.hub.core.board.CardHistory;
import ru.fitcrm.hub.core.board.Task;
import ru.fitcrm.hub.core.board.TaskBoard;
import ru.fitcrm.hub.core.board.TaskDesk;
import ru.fitcrm.hub.core.call.Call;
import ru.fitcrm.hub.core.call.CallLog;
import ru.fitcrm.hub.core.person.Client;
import ru.fitcrm.hub.core.person.ClientDirectory;
import ru.fitcrm.hub.core.platform.Listing;
import ru.fitcrm.hub.core.platform.PageRequest;
import ru.fitcrm.hub.core.sync.LeadSending;

/** Reads a card with its person, calls and history. Runs inside the club's gate. */
@Component
class ReadCard {

  private final TaskBoard board;
  private final TaskDesk desk;
  private final ClientDirectory directory;
  private final CallLog calls;
  private final CardHistory history;
  private final ClubPeople.Read people;
  private final FindRecording recordings;
  private final LeadSending leads;

  ReadCard(
      TaskBoard board,
      TaskDesk desk,
      ClientDirectory directory,
      CallLog calls,
      CardHistory history,
      ClubPeople.Read people,
      FindRecording recordings,
      LeadSending leads) {
    this.board = board;
    this.desk = desk;
    this.directory = directory;
    this.calls = calls;
    this.history = history;
    this.people = people;
    this.recordings = recordings;
    this.leads = leads;
  }

  TaskView read(Visit visit, long id) {
    Task card = board.get(id, desk.day(visit.club()));
    @Nullable Client client = card.clientId() == null ? null : directory.get(card.clientId());
    List<CardHistory.Line> lines =
        history.of(id, card.clientId()).stream()
            .filter(line -> card.listed() == 0 || line.clientId() == null)
            .toList();
    List<Call> own = newestFirst(calls.withIds(card.callIds()));
    return new TaskView(
        card,
        client,
        card.listed() > 0 ? listed(visit, id, 0) : new Listing<>(List.of(), null),
        client == null ? List.of() : family(client),
        own,
        lines,
        callsOf(lines),
        people.now(),
        recordings.among(own),
        client == null ? null : leads.of(client.id()).orElse(null));
  }

  /**
   * Some of the clients a card lists.
   *
   * @param after the line before, 0 at the start
   */
  Listing<ListedClient> listed(Visit visit, long id, long after) {
    NightWords words = new NightWords(visit);
    PageRequest page = new PageRequest(after, PageRequest.DEFAULT_LIMIT);
    Listing<CardHistory.Listed> rows =
        Listing.of(history.listed(id, page), page.limit(), CardHistory.Listed::id);
    return new Listing<>(
        rows.items().stream().map(row -> listed(row, visit.say(), words)).toList(), rows.next());
  }

  private static ListedClient listed(CardHistory.Listed row, Wording say, NightWords words) {
    String phone = row.phone();
    String number =
        phone == null ? say.text("client.no-name") : say.phone(phone, row.responsibleId());
    return new ListedClient(
        row.clientId(),
        row.clientName() == null ? number : row.clientName(),
        say.textOr("event." + row.eventType(), row.eventType()),
        words.facts(row.data()));
  }

  private List<Client> family(Client client) {
    return client.phones().stream()
        .flatMap(phone -> directory.withNumber(phone.number()).stream())
        .filter(other -> other.id() != client.id())
        .distinct()
        .toList();
  }

  private static List<Call> newestFirst(List<Call> calls) {
    return calls.stream().sorted(Comparator.comparing(Call::startedAt).reversed()).toList();
  }

  private Map<Long, Call> callsOf(List<CardHistory.Line> lines) {
    List<Long> ids =
        lines.stream()
            .filter(line -> "call".equals(line.subjectType()))
            .map(CardHistory.Line::subjectId)
            .filter(Objects::nonNull)
            .distinct()
            .toList();
    return calls.withIds(ids).stream().collect(Collectors.toMap(Call::id, Function.identity()));
  }
}
