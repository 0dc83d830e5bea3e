package ru.fitcrm.hub.config.api;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Component;
import ru.fitcrm.hub.core.board.BoardDay;
import ru.fitcrm.hub.core.board.TaskBoard;
import ru.fitcrm.hub.core.board.TaskDesk;
import ru.fitcrm.hub.core.board.TaskQuery;
import ru.fitcrm.hub.core.box.BoxQuery;
import ru.fitcrm.hub.core.call.CallLog;
import ru.fitcrm.hub.core.call.CallQuery;
import ru.fitcrm.hub.core.club.Club;
import ru.fitcrm.hub.core.inbox.Inbox;
import ru.fitcrm.hub.core.journal.JournalReader;
import ru.fitcrm.hub.core.message.MessageLog;
import ru.fitcrm.hub.core.person.Client;
import ru.fitcrm.hub.core.person.ClientDirectory;
import ru.fitcrm.hub.core.person.IgnoredNumber;
import ru.fitcrm.hub.core.person.IgnoredNumbers;
import ru.fitcrm.hub.core.platform.PageRequest;

/** Gathers what the hub knows of a number. Runs inside the club's gate. */
@Component
final class TraceNumber {

  /** Of each sort of thing at most so many. */
  private static final PageRequest MOST = new PageRequest(0, PageRequest.MAX_LIMIT);

  private final ClientDirectory clients;
  private final CallLog calls;
  private final TaskBoard board;
  private final TaskDesk desk;
  private final JournalReader journal;
  private final IgnoredNumbers ignored;
  private final MessageLog messages;
  private final Inbox inbox;
  private final OutboxApi outbox;

  TraceNumber(
      ClientDirectory clients,
      CallLog calls,
      TaskBoard board,
      TaskDesk desk,
      JournalReader journal,
      IgnoredNumbers ignored,
      MessageLog messages,
      Inbox inbox,
      OutboxApi outbox) {
    this.clients = clients;
    this.calls = calls;
    this.board = board;
    this.desk = desk;
    this.journal = journal;
    this.ignored = ignored;
    this.messages = messages;
    this.inbox = inbox;
    this.outbox = outbox;
  }

  /**
   * One thing.
   *
   * @param kind {@code client, call, message, task, event, inbox, outbox} or {@code ignored-number}
   * @param thing in the shape its own resource gives it
   */
  record Item(Instant at, String kind, long id, Object thing) {}

  List<Item> of(Club club, String e164) {
    List<Item> items = new ArrayList<>();
    for (Client client : clients.withNumber(e164)) {
      items.add(new Item(client.createdAt(), "client", client.id(), client));
      addOf(client, desk.day(club), items);
    }
    CallQuery ofNumber = new CallQuery(null, null, null, null, null, e164);
    calls
        .list(ofNumber, MOST)
        .forEach(call -> items.add(new Item(call.startedAt(), "call", call.id(), call)));
    messages
        .list(e164, MOST)
        .forEach(one -> items.add(new Item(one.createdAt(), "message", one.id(), one)));
    inbox
        .list(BoxQuery.ofPhone(e164), MOST)
        .forEach(one -> items.add(new Item(one.receivedAt(), "inbox", one.id(), one)));
    outbox
        .ofPhone(e164, MOST)
        .forEach(one -> items.add(new Item(one.createdAt(), "outbox", one.id(), one)));
    ignored.find(e164).ifPresent(number -> items.add(item(number)));
    items.sort(Comparator.comparing(Item::at));
    return items;
  }

  private void addOf(Client client, BoardDay day, List<Item> items) {
    for (boolean closed : new boolean[] {false, true}) {
      board
          .list(TaskQuery.ofClient(client.id(), closed), MOST, day)
          .forEach(card -> items.add(new Item(card.createdAt(), "task", card.id(), card)));
    }
    journal
        .ofClub(MOST, null, client.id())
        .forEach(event -> items.add(new Item(event.occurredAt(), "event", event.id(), event)));
  }

  private static Item item(IgnoredNumber number) {
    return new Item(number.createdAt(), "ignored-number", number.id(), number);
  }
}
