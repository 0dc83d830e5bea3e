package ru.fitcrm.hub.connectors.asterisk;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.core.call.CallDirection;
import ru.fitcrm.hub.core.call.CallResult;
import ru.fitcrm.hub.core.call.CallSnapshot;
import ru.fitcrm.hub.core.call.CallStage;
import ru.fitcrm.hub.core.call.MissedBecause;

/**
 * Makes calls of the PBX's call records. Less is known than from events: who hung up, when a second
 * employee took over, and whether a menu or a queue counted as "answered" while nobody talked. So a
 * call counts as answered only by a row that names an employee's phone and seconds of talk; an
 * incoming call answered by a mobile it was forwarded to looks missed. Internal calls are left out:
 * here they cannot be told from consultations.
 */
final class RecordedCalls {
  private static final Pattern CALLER_ID = Pattern.compile("\"(.*)\"\\s*<.*>");
  private static final int SHORTEST_CLUB_NUMBER = 5;

  private final Endpoints endpoints;
  private final List<CdrRow> rows;
  private final CdrRow first;

  private RecordedCalls(Endpoints endpoints, List<CdrRow> rows) {
    this.endpoints = endpoints;
    this.rows = rows;
    this.first = rows.stream().filter(CdrRow::isRoot).findFirst().orElse(rows.getFirst());
  }

  /**
   * One call for all rows of a Linkedid, however many legs and tries it took.
   *
   * @param settled calls whose last row ends later may still get another: left for the next look
   */
  static List<CallSnapshot> of(Endpoints endpoints, List<CdrRow> rows, Instant settled) {
    Map<String, List<CdrRow>> byCall = new LinkedHashMap<>();
    for (CdrRow row : rows) {
      if (!row.linkedId().isEmpty()) {
        byCall.computeIfAbsent(row.linkedId(), id -> new ArrayList<>()).add(row);
      }
    }
    List<CallSnapshot> calls = new ArrayList<>();
    for (List<CdrRow> ofCall : byCall.values()) {
      RecordedCalls call = new RecordedCalls(endpoints, ofCall);
      CallDirection direction = call.direction();
      if (direction != CallDirection.INTERNAL && !call.ended().isAfter(settled)) {
        calls.add(call.snapshot(direction));
      }
    }
    return calls;
  }

  private CallDirection direction() {
    if (isTrunk(first.channel())) {
      return CallDirection.INCOMING;
    }
    return rows.stream().anyMatch(row -> isTrunk(row.destinationChannel()))
        ? CallDirection.OUTGOING
        : CallDirection.INTERNAL;
  }

  private boolean isTrunk(String channel) {
    return !channel.isEmpty() && endpoints.isTrunk(channel, null);
  }

  private boolean isPhone(String channel) {
    return !channel.isEmpty() && !Endpoints.isMachinery(channel) && !isTrunk(channel);
  }

  private CallSnapshot snapshot(CallDirection direction) {
    List<CdrRow> talks = talks(direction);
    CallResult result = result(direction, talks);
    Duration talked = talked(direction, talks);
    Instant answered = talks.isEmpty() ? null : answeredAt(talks);
    boolean incoming = direction == CallDirection.INCOMING;
    return new CallSnapshot(
        first.linkedId(),
        direction,
        CallStage.ENDED,
        result,
        incoming && result == CallResult.MISSED ? missedBecause() : null,
        result == CallResult.FAILED ? "TRUNK_UNAVAILABLE" : null,
        incoming ? first.source() : calledNumber(),
        incoming ? callerName() : null,
        incoming ? clubNumber() : null,
        who(direction, talks),
        incoming ? phones(rows) : List.of(),
        Duration.between(began(), answered == null ? ended() : answered),
        talked,
        queue(),
        List.of(),
        began(),
        answered,
        ended(),
        null,
        talks.isEmpty() ? null : recording(),
        OwnClicks.isOwn(first.linkedId()) ? first.linkedId() : null);
  }

  private Instant began() {
    return rows.getFirst().began();
  }

  private Instant ended() {
    return rows.stream().map(CdrRow::ended).max(Comparator.naturalOrder()).orElseThrow();
  }

  /** Rows by which somebody of the club and the client talked. */
  private List<CdrRow> talks(CallDirection direction) {
    return rows.stream()
        .filter(CdrRow::isTalk)
        .filter(
            row ->
                direction == CallDirection.INCOMING
                    ? isPhone(row.destinationChannel())
                    : isTrunk(row.destinationChannel()))
        .toList();
  }

  private static Instant answeredAt(List<CdrRow> talks) {
    CdrRow row = talks.getFirst();
    return row.ended().minus(row.billed());
  }

  /** A queue with Local members has rows of the members only: then the longest of them. */
  private Duration talked(CallDirection direction, List<CdrRow> talks) {
    Duration sum = Duration.ZERO;
    Duration longest = Duration.ZERO;
    for (CdrRow row : talks) {
      longest = row.billed().compareTo(longest) > 0 ? row.billed() : longest;
      if (direction == CallDirection.OUTGOING || isTrunk(row.channel())) {
        sum = sum.plus(row.billed());
      }
    }
    return sum.isZero() ? longest : sum;
  }

  private CallResult result(CallDirection direction, List<CdrRow> talks) {
    if (!talks.isEmpty()) {
      return CallResult.ANSWERED;
    }
    if (direction == CallDirection.INCOMING) {
      return CallResult.MISSED;
    }
    return switch (rows.getLast().disposition()) {
      case "BUSY" -> CallResult.BUSY;
      case "FAILED", "CONGESTION" -> CallResult.FAILED;
      default -> CallResult.MISSED;
    };
  }

  private MissedBecause missedBecause() {
    if (rows.getLast().application().equalsIgnoreCase("Queue")) {
      return MissedBecause.QUEUE_LEFT;
    }
    if (rows.stream().allMatch(row -> row.disposition().equals("BUSY"))) {
      return MissedBecause.BUSY;
    }
    boolean rang = rows.stream().anyMatch(row -> !row.destinationChannel().isEmpty());
    return rang ? MissedBecause.NO_ANSWER : MissedBecause.MENU_LEFT;
  }

  private List<String> who(CallDirection direction, List<CdrRow> talks) {
    if (direction == CallDirection.INCOMING) {
      return phones(talks);
    }
    return talks.stream()
        .map(CdrRow::channel)
        .filter(this::isPhone)
        .map(Endpoints::endpoint)
        .distinct()
        .toList();
  }

  private List<String> phones(List<CdrRow> of) {
    return of.stream()
        .map(CdrRow::destinationChannel)
        .filter(this::isPhone)
        .map(Endpoints::endpoint)
        .distinct()
        .toList();
  }

  private @Nullable String calledNumber() {
    for (CdrRow row : rows) {
      if (isTrunk(row.destinationChannel())) {
        String dialled = row.applicationData().split("[,&|]", 2)[0];
        boolean tells = row.application().equals("Dial") && dialled.contains("@");
        return DialString.number(tells ? dialled : null, row.destination());
      }
    }
    return null;
  }

  private @Nullable String callerName() {
    Matcher callerId = CALLER_ID.matcher(first.callerId());
    return callerId.matches() && !callerId.group(1).isBlank() ? callerId.group(1) : null;
  }

  /** After a transfer even the first row names the employee: a short one is no club number. */
  private @Nullable String clubNumber() {
    String number = first.did().isEmpty() ? first.destination() : first.did();
    return number.length() >= SHORTEST_CLUB_NUMBER && DialString.hasDigit(number) ? number : null;
  }

  private @Nullable String queue() {
    for (CdrRow row : rows) {
      if (row.application().equalsIgnoreCase("Queue")) {
        return row.applicationData().split("[,|]", 2)[0];
      }
    }
    return null;
  }

  private @Nullable String recording() {
    return rows.stream()
        .map(CdrRow::recording)
        .filter(name -> !name.isEmpty())
        .findFirst()
        .orElse(null);
  }
}
