package ru.fitcrm.hub.connectors.onec.odata;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.connectors.onec.Answer;
import ru.fitcrm.hub.connectors.onec.Cell;
import ru.fitcrm.hub.connectors.onec.Failure;
import ru.fitcrm.hub.connectors.onec.PacketDraft;
import ru.fitcrm.hub.connectors.onec.odata.OnecOdataSettings.ExchangePlan;
import ru.fitcrm.hub.core.sync.ClubSystem.Reading;
import ru.fitcrm.hub.core.sync.ClubSystem.Said;
import ru.fitcrm.hub.core.sync.ClubSystem.Trouble;
import ru.fitcrm.hub.core.sync.ClubSystem.Trouble.Kind;

/**
 * Reads what changed by an exchange plan of 1C. One packet holds all of it; until it is
 * acknowledged the same comes again.
 */
final class ReadChanges {

  private static final Pattern RECEIPT = Pattern.compile("([0-9a-fA-F-]{36}):(\\d{1,18})");

  private final OdataCalls calls;
  private final ExchangePlan plan;
  private final List<EntityRule> map;

  ReadChanges(OdataCalls calls, ExchangePlan plan, List<EntityRule> map) {
    this.calls = calls;
    this.plan = plan;
    this.map = map;
  }

  /** The hub's node of the plan. */
  record Node(String ref, long received) {}

  /** Finds the node; a trouble if there is none, or if it is the base itself. */
  Answer<Node> node() {
    AtomicReference<@Nullable Entry> found = new AtomicReference<>();
    Answer<Listing> answer =
        calls.get(
            plan.entity(),
            Map.of("$format", "json;odata=nometadata"),
            in ->
                Listing.read(
                    in,
                    entry -> {
                      if (isMeant(entry)) {
                        found.set(entry);
                      }
                    }));
    return switch (answer) {
      case Answer.Failed<Listing> failed -> new Answer.Failed<>(failed.failure());
      case Answer.Given<Listing> given -> node(found.get());
    };
  }

  private boolean isMeant(Entry node) {
    return plan.node().equalsIgnoreCase(node.cells().getOrDefault("Ref_Key", ""))
        || plan.node().equals(node.cells().getOrDefault("Code", "").strip());
  }

  private Answer<Node> node(@Nullable Entry entry) {
    if (entry == null) {
      return failed("node-unknown", plan.entity() + " has no node " + plan.node());
    }
    String ref = Cell.ref(entry.cells().get("Ref_Key"));
    boolean own = "true".equals(Cell.flag(entry.cells().get("ThisNode")));
    if (own || ref == null) {
      return failed("node-is-the-base", plan.node() + " is the base's own node");
    }
    String received = Cell.whole(entry.cells().get("ReceivedNo"));
    return new Answer.Given<>(
        new Node(
            ref.toLowerCase(Locale.ROOT),
            received != null && received.matches("\\d{1,18}") ? Long.parseLong(received) : 0));
  }

  private static <T> Answer<T> failed(String code, String reason) {
    return new Answer.Failed<>(Failure.notBegun(Kind.REFUSED, code, reason));
  }

  Reading packet() {
    return switch (node()) {
      case Answer.Failed<Node> failed -> new Reading.Not(failed.failure().trouble());
      case Answer.Given<Node> given -> packet(Objects.requireNonNull(given.value()));
    };
  }

  private Reading packet(Node node) {
    long number = node.received() + 1;
    Draft draft = new Draft();
    Answer<Draft> answer =
        calls.post(
            "SelectChanges",
            point(node.ref(), number),
            in -> {
              ReadFeed.of(in, draft);
              return draft;
            });
    return switch (answer) {
      case Answer.Failed<Draft> failed -> new Reading.Not(failed.failure().trouble());
      case Answer.Given<Draft> given -> packet(draft, node, number);
    };
  }

  /** What concerns no row of the map is acknowledged too: else it would come for ever. */
  private Reading packet(Draft draft, Node node, long number) {
    if (draft.changes == 0) {
      calls.finish();
    }
    String receipt = draft.changes == 0 ? null : node.ref() + ":" + number;
    return new Reading.Page(draft.rows.packet(), null, receipt, null);
  }

  private final class Draft implements ReadFeed.Changes {

    private final PacketDraft rows = new PacketDraft();
    private int changes;

    @Override
    public void changed(String entity, Entry entry) {
      changes++;
      map.stream()
          .filter(rule -> rule.follows(entity))
          .forEach(rule -> rule.addChanged(entry, rows));
    }

    @Override
    public void deleted(String entity, String ref) {
      changes++;
      map.stream()
          .filter(rule -> rule.entity().equals(entity))
          .forEach(rule -> rule.addDeleted(ref, rows));
    }

    @Override
    public void other() {
      changes++;
    }
  }

  /**
   * Lets 1C forget what was told.
   *
   * @param receipt as the packet's page gave it
   */
  Said acknowledge(String receipt) {
    Matcher part = RECEIPT.matcher(receipt);
    if (!part.matches()) {
      return new Said.Not(
          new Trouble(Kind.REFUSED, "receipt-unknown", "This receipt is not of an exchange plan"));
    }
    Answer<Boolean> answer =
        calls.post(
            "NotifyChangesReceived",
            point(part.group(1), Long.parseLong(part.group(2))),
            in -> {
              if (in.start().toLowerCase(Locale.ROOT).contains("<html")) {
                throw in.notData();
              }
              return true;
            });
    calls.finish();
    return switch (answer) {
      case Answer.Given<Boolean> given -> new Said.Done();
      case Answer.Failed<Boolean> failed -> new Said.Not(failed.failure().trouble());
    };
  }

  private Map<String, String> point(String node, long number) {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("DataExchangePoint", "'" + calls.service() + plan.entity() + "(guid'" + node + "')'");
    query.put("MessageNo", Long.toString(number));
    return query;
  }
}
