package ru.fitcrm.hub.connectors.sms.smpp;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.session.SMPPSession;
import ru.fitcrm.hub.connectors.MessageChannel;
import ru.fitcrm.hub.connectors.MessageConnector;
import ru.fitcrm.hub.connectors.sms.smpp.SplitText.Part;
import ru.fitcrm.hub.core.message.TextToSend;
import ru.fitcrm.hub.core.outbox.Outcome;

/**
 * Sends a text part by part, at the SMSC's pace. SMPP knows no ids of ours: a part whose answer is
 * lost is unknown, and once a part was taken the text is never begun anew.
 */
final class SmppChannel implements MessageChannel {

  private static final Duration FOR_A_SESSION = Duration.ofSeconds(10);
  private static final Duration FOR_A_TURN = Duration.ofSeconds(30);

  /** What was begun is brought to its end. */
  private static final Duration FOR_A_LATER_PART = Duration.ofMinutes(10);

  private static final Duration WHEN_THROTTLED = Duration.ofSeconds(1);
  private static final int TRIES_OF_A_LATER_PART = 5;

  private final SmppSettings settings;
  private final SmppLine line;
  private final TakeArrivals take;
  private final PartsPace pace;
  private final SpellId spell;
  private final AtomicInteger references;
  private final ScheduledExecutorService sweep =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("smpp-sweep").factory());

  SmppChannel(SmppSettings settings, MessageConnector.Arrivals arrivals, InstantSource clock) {
    this.settings = settings;
    this.take = new TakeArrivals(arrivals, clock);
    this.line = new SmppLine(settings, take);
    this.pace = new PartsPace(settings.partsPerSecond(), System::nanoTime);
    this.spell = new SpellId(settings.ids());
    this.references = new AtomicInteger((int) clock.millis());
    line.start();
    ScheduledFuture<?> unused =
        sweep.scheduleWithFixedDelay(() -> take.giveUpOld(false), 1, 1, TimeUnit.MINUTES);
  }

  @Override
  public Outcome send(TextToSend message) {
    List<Part> parts;
    try {
      parts = SplitText.of(message.words());
    } catch (IllegalArgumentException e) {
      return new Outcome.Rejected("text-too-long", "The text is longer than 255 parts");
    }
    try {
      Optional<SMPPSession> session = line.session(FOR_A_SESSION);
      if (session.isEmpty()) {
        SmppLine.Down down = line.down();
        return new Outcome.ConnectionDown(down.code(), down.reason());
      }
      if (!pace.enter(FOR_A_TURN)) {
        return crowded();
      }
      return send(session.get(), new SubmitPart(settings, message), parts);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Outcome.RetryAt(null, "stopping", "The hub stops");
    }
  }

  private Outcome send(SMPPSession session, SubmitPart submit, List<Part> parts)
      throws InterruptedException {
    int reference = references.incrementAndGet() & 0xff;
    String id = "";
    for (int number = 1; number <= parts.size(); number++) {
      try {
        if (number > 1 && !pace.enter(FOR_A_LATER_PART)) {
          return NameStatus.partly(number - 1, parts.size(), crowded());
        }
        id = submitPatiently(session, submit, new Place(reference, number, parts.size()), parts);
      } catch (NegativeResponseException e) {
        Outcome refused = NameStatus.outcome(e.getCommandStatus());
        return number == 1 ? refused : NameStatus.partly(number - 1, parts.size(), refused);
      } catch (PDUException e) {
        return new Outcome.Rejected("pdu-invalid", "The message cannot be written in SMPP");
      } catch (ResponseTimeoutException | InvalidResponseException | IOException e) {
        return new Outcome.Unknown(
            "The SMSC did not answer to part %d of %d. Ask the operator before sending again"
                .formatted(number, parts.size()));
      }
    }
    return new Outcome.Accepted(spell.ofAnswer(id));
  }

  private static Outcome crowded() {
    return new Outcome.RetryAt(null, "queue-full", "Too many parts wait for their turn");
  }

  /** Which part of a text of how many. */
  record Place(int reference, int number, int total) {

    boolean isLast() {
      return number == total;
    }
  }

  /** A later part that is throttled waits here: the whole text cannot be begun anew. */
  private String submitPatiently(
      SMPPSession session, SubmitPart submit, Place place, List<Part> parts)
      throws NegativeResponseException,
          PDUException,
          ResponseTimeoutException,
          InvalidResponseException,
          IOException,
          InterruptedException {
    int tries = place.number() == 1 ? 1 : TRIES_OF_A_LATER_PART;
    for (int left = tries; ; left--) {
      try {
        return submit.submit(session, place, parts.get(place.number() - 1));
      } catch (NegativeResponseException e) {
        if (left == 1 || !NameStatus.isForNow(e.getCommandStatus())) {
          throw e;
        }
        pace.pause(WHEN_THROTTLED);
      }
    }
  }

  @Override
  public void close() {
    line.close();
    sweep.shutdownNow();
    take.giveUpOld(true);
  }
}
