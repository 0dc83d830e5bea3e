package ru.fitcrm.hub.routes.component;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;
import ru.fitcrm.hub.core.inbox.ApplyReceived;
import ru.fitcrm.hub.core.inbox.ClaimReceived;
import ru.fitcrm.hub.core.inbox.Claimed;
import ru.fitcrm.hub.core.inbox.Handled;
import ru.fitcrm.hub.core.inbox.TakeIn;

/**
 * {@code inbox:{kind}}: received messages of one kind of connection, each in a transaction of its
 * club. An exchange carries a {@link Claimed}; its body at the end is the {@link Handled}, written
 * with the rest. An exchange that fails is undone, and comes again after a pause.
 */
public final class InboxComponent extends DefaultComponent {

  private final TakeIn takeIn;
  private final ClaimReceived claims;
  private final ApplyReceived apply;
  private final Map<String, InboxConsumer> consumers = new ConcurrentHashMap<>();
  private final AskFirst ask;
  private final InboxWorkers workers;
  private final InboxWorkers askers;
  private final ClaimLoop loop;

  /**
   * @param ask for the kinds somebody outside is asked about first
   * @param atOnce messages applied at the same time by this node, and asked about besides
   */
  public InboxComponent(
      TakeIn takeIn, ClaimReceived claims, ApplyReceived apply, AskFirst ask, int atOnce) {
    this.takeIn = takeIn;
    this.claims = claims;
    this.apply = apply;
    this.ask = ask;
    this.workers = new InboxWorkers(atOnce, this::work, this::wake);
    this.askers = new InboxWorkers(atOnce, this::askAndWork, this::wake);
    this.loop = new ClaimLoop(this::claimWhatIsDue);
  }

  /**
   * A free hand for a message that is about to be taken in on this node. Who gets none leaves the
   * message to the next claim.
   *
   * @param patient whether the sender waits to be told what the message came to: then it has its
   *     turn behind others
   * @return empty if all hands are busy, so much comes in that it goes first, or nobody on this
   *     node applies messages of the kind
   */
  public Optional<FreeHand> reserve(String kind, boolean patient) {
    return consumers.containsKey(kind) && (patient || !takeIn.isCrowded())
        ? handsFor(kind).reserve(patient)
        : Optional.empty();
  }

  @Override
  protected Endpoint createEndpoint(String uri, String kind, Map<String, Object> parameters) {
    return new InboxEndpoint(uri, this, kind);
  }

  @Override
  protected void doStop() throws Exception {
    loop.stop();
    workers.stop();
    askers.stop();
    super.doStop();
  }

  void add(String kind, InboxConsumer consumer) {
    if (consumers.putIfAbsent(kind, consumer) != null) {
      throw new IllegalStateException("Two routes apply what comes in of kind " + kind);
    }
    workers.start();
    askers.start();
    loop.start();
  }

  void remove(String kind) {
    consumers.remove(kind);
  }

  private InboxWorkers handsFor(String kind) {
    return ask.kinds().contains(kind) ? askers : workers;
  }

  private void claimWhatIsDue() {
    claimFor(workers);
    claimFor(askers);
  }

  private void claimFor(InboxWorkers hands) {
    List<String> kinds =
        consumers.keySet().stream().filter(kind -> handsFor(kind).equals(hands)).toList();
    int room = takeIn.isCrowded() ? hands.roomForOne() : hands.room();
    if (kinds.isEmpty() || room == 0) {
      return;
    }
    for (Claimed message : claims.claim(kinds, room)) {
      hands
          .ahead()
          .flatMap(hand -> hand.apply(message))
          .ifPresentOrElse(applying -> {}, () -> apply.letGo(message));
    }
  }

  /** What waited for a message, and what there was no hand for, is due as soon as it is done. */
  private void wake() {
    loop.wake();
  }

  private Handled askAndWork(Claimed message) {
    return switch (asked(message)) {
      case AskFirst.Asked.Apply as -> work(as.message());
      case AskFirst.Asked.Meanwhile so ->
          work(so.message(), (it, work) -> apply.applyMeanwhile(it, work, so.reason()));
      case AskFirst.Asked.Refuse refuse -> apply.apply(message, refuse::why);
      case AskFirst.Asked.ComeBack later -> {
        apply.comeBack(message, later.reason());
        throw new IllegalStateException("It is asked about again: " + later.reason());
      }
    };
  }

  private AskFirst.Asked asked(Claimed message) {
    try {
      return ask.ask(message);
    } catch (RuntimeException e) {
      apply.failed(message, e);
      throw e;
    }
  }

  private Handled work(Claimed message) {
    return work(message, apply::apply);
  }

  private Handled work(Claimed message, BiFunction<Claimed, Supplier<Handled>, Handled> way) {
    try {
      InboxConsumer consumer = consumers.get(message.kind());
      if (consumer == null) {
        throw new IllegalStateException("Nobody here applies " + message);
      }
      return way.apply(message, () -> consumer.handle(message));
    } catch (RuntimeException e) {
      apply.failed(message, e);
      throw e;
    }
  }
}
