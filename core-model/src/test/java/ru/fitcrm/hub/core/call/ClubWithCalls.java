package ru.fitcrm.hub.core.call;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import ru.fitcrm.hub.core.board.Task;
import ru.fitcrm.hub.core.board.TaskBoard;
import ru.fitcrm.hub.core.board.TaskDesk;
import ru.fitcrm.hub.core.board.TaskQuery;
import ru.fitcrm.hub.core.club.Club;
import ru.fitcrm.hub.core.connection.Lease;
import ru.fitcrm.hub.core.journal.JournalReader;
import ru.fitcrm.hub.core.person.Client;
import ru.fitcrm.hub.core.person.ClientDesk;
import ru.fitcrm.hub.core.person.ClientDirectory;
import ru.fitcrm.hub.core.person.ClientEdit;
import ru.fitcrm.hub.core.person.ClientQuery;
import ru.fitcrm.hub.core.platform.PageRequest;
import ru.fitcrm.hub.core.testing.TestCore;

/** A club with a phone line, its call desk and all that comes of its calls. */
final class ClubWithCalls implements AutoCloseable {

  static final String NUMBER = "+79161234567";

  static final PageRequest ALL = PageRequest.of(null, 500);

  final TestCore core = new TestCore(Clock.systemUTC());
  final Instant now = Clock.systemUTC().instant();
  final Club club = core.club("Север");
  final Lease line = core.phoneLine(club, "74951230001");

  @Override
  public void close() {
    core.close();
  }

  void tell(CallSnapshot call) {
    core.get(CallDesk.class).record(line, call);
  }

  Client addClient(String name, String number) {
    return core.in(
        club,
        () ->
            core.get(ClientDesk.class)
                .add(
                    club,
                    new ClientEdit(
                        name,
                        List.of(new ClientEdit.PhoneEdit(number, null)),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null)));
  }

  List<Client> clients() {
    return core.in(
        club,
        () -> core.get(ClientDirectory.class).list(new ClientQuery(null, null, null, false), ALL));
  }

  List<Task> cards() {
    return core.in(
        club,
        () ->
            core.get(TaskBoard.class)
                .list(TaskQuery.OPEN, ALL, core.get(TaskDesk.class).day(club)));
  }

  List<Call> calls() {
    return core.in(club, () -> core.get(CallLog.class).list(CallQuery.ALL, ALL));
  }

  List<String> eventTypes() {
    return core.in(club, () -> core.get(JournalReader.class).ofClub(ALL, null, null)).stream()
        .map(event -> event.type())
        .filter(type -> !type.equals("client.updated"))
        .toList();
  }

  LocalDate today() {
    return LocalDate.ofInstant(now, club.zone());
  }
}
