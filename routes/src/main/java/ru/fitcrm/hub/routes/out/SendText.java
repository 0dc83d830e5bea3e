package ru.fitcrm.hub.routes.out;

import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import ru.fitcrm.hub.connectors.MessageChannel;
import ru.fitcrm.hub.connectors.Traced;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.connection.Lease;
import ru.fitcrm.hub.core.message.SayNow;
import ru.fitcrm.hub.core.message.TextToSend;
import ru.fitcrm.hub.core.outbox.OutboxMessage;
import ru.fitcrm.hub.core.outbox.Outcome;

/**
 * Sends one message if it may be said now. After an attempt nobody saw the end of, the gateway is
 * asked first; where it cannot be asked, nothing is sent again blindly.
 */
@Component("sendText")
public final class SendText {

  private static final Logger LOG = LoggerFactory.getLogger(SendText.class);
  private static final String BROKE_OFF = "broke-off";

  private final ClubGate gate;
  private final SayNow sayNow;
  private final OpenChannels channels;

  SendText(ClubGate gate, SayNow sayNow, OpenChannels channels) {
    this.gate = gate;
    this.sayNow = sayNow;
    this.channels = channels;
  }

  public Outcome send(OutboxMessage message, Lease lease) {
    SayNow.Decision decision;
    MessageChannel channel;
    try {
      channel = channels.of(lease);
      decision = gate.inClub(lease.club(), () -> sayNow.decide(message));
    } catch (RuntimeException e) {
      LOG.warn("{} could not be made ready; nothing was sent, it is tried again", message, e);
      return notReady(message);
    }
    return switch (decision) {
      case SayNow.Decision.Say say -> send(channel, say.text(), message);
      case SayNow.Decision.Wait wait -> later(wait, message);
      case SayNow.Decision.Drop drop -> dropped(drop, message);
    };
  }

  /** Before anything was sent there is no doubt, but an older one stays. */
  static Outcome notReady(OutboxMessage message) {
    return new Outcome.RetryAt(
        null,
        message.isInDoubt() ? mark(message) : "not-ready",
        "The hub could not make it ready; its log says why");
  }

  /** The mark of a doubt must not be lost on the way through the quiet hours. */
  static Outcome later(SayNow.Decision.Wait wait, OutboxMessage message) {
    return new Outcome.Postponed(
        wait.length(), message.isInDoubt() ? mark(message) : wait.code(), wait.reason());
  }

  /** What may have been sent is not said to be unsent, though it would not be said again. */
  static Outcome dropped(SayNow.Decision.Drop drop, OutboxMessage message) {
    return message.isInDoubt() && !drop.code().equals("other-channel")
        ? new Outcome.Unknown(
            "The attempt before broke off, and it is not to be said again: " + drop.reason())
        : new Outcome.Withdrawn(drop.code(), drop.reason());
  }

  static Outcome send(MessageChannel channel, TextToSend text, OutboxMessage message) {
    if (message.isInDoubt()) {
      return afterDoubt(channel, text, mark(message));
    }
    Outcome sent = channel.send(text);
    return sent instanceof Outcome.Unknown unknown && channel.canBeAsked()
        ? new Outcome.RetryAt(null, BROKE_OFF, unknown.howToFindOut())
        : sent;
  }

  private static String mark(OutboxMessage message) {
    return Objects.requireNonNull(message.code());
  }

  /** While the gateway cannot be reached the doubt stays: the mark must not be lost. */
  private static Outcome afterDoubt(MessageChannel channel, TextToSend text, String mark) {
    Outcome outcome =
        switch (channel.find(text)) {
          case Traced.Told told -> told.outcome();
          case Traced.NeverGot never -> afterRepeating(channel.send(text));
          case Traced.CannotBeAsked no ->
              new Outcome.Unknown(
                  "The attempt before broke off, and the gateway cannot be asked. Look there before"
                      + " sending it again");
        };
    return switch (outcome) {
      case Outcome.ConnectionDown down -> new Outcome.ConnectionDown(mark, down.reason());
      case Outcome.RetryAt later -> new Outcome.RetryAt(later.when(), mark, later.reason());
      default -> outcome;
    };
  }

  /** A refused repetition says nothing of the attempt before, which may be booked late. */
  private static Outcome afterRepeating(Outcome repeated) {
    return repeated instanceof Outcome.Rejected refused
        ? new Outcome.Unknown(
            ("The gateway refused the repetition (%s), but may have taken the attempt before, which"
                    + " broke off. Look there before sending it again")
                .formatted(refused.code()))
        : repeated;
  }
}
