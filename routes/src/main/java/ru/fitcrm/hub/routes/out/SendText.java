package ru.fitcrm.hub.routes.out;

import java.util.Set;
import org.springframework.stereotype.Component;
import ru.fitcrm.hub.connectors.MessageChannel;
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

  /** Marks of an attempt nobody saw the end of. */
  private static final Set<String> NOBODY_KNOWS = Set.of("sender-lost", "broke-off");

  private final ClubGate gate;
  private final SayNow sayNow;
  private final OpenChannels channels;

  SendText(ClubGate gate, SayNow sayNow, OpenChannels channels) {
    this.gate = gate;
    this.sayNow = sayNow;
    this.channels = channels;
  }

  public Outcome send(OutboxMessage message, Lease lease) {
    return switch (gate.inClub(lease.club(), () -> sayNow.decide(message))) {
      case SayNow.Decision.Say say -> send(channels.of(lease), say.text(), message);
      case SayNow.Decision.Wait wait ->
          new Outcome.Postponed(wait.length(), wait.code(), wait.reason());
      case SayNow.Decision.Drop drop -> new Outcome.Withdrawn(drop.code(), drop.reason());
    };
  }

  static Outcome send(MessageChannel channel, TextToSend text, OutboxMessage message) {
    String mark = message.code();
    return mark != null && NOBODY_KNOWS.contains(mark)
        ? afterDoubt(channel, text, mark)
        : channel.send(text);
  }

  /** While the gateway cannot be reached the doubt stays: the mark must not be lost. */
  private static Outcome afterDoubt(MessageChannel channel, TextToSend text, String mark) {
    Outcome found =
        channel
            .find(text)
            .orElseGet(
                () ->
                    new Outcome.Unknown(
                        "The attempt before broke off, and the gateway cannot be asked. Look there"
                            + " before sending it again"));
    return switch (found) {
      case Outcome.ConnectionDown down -> new Outcome.ConnectionDown(mark, down.reason());
      case Outcome.RetryAt later -> new Outcome.RetryAt(later.when(), mark, later.reason());
      default -> found;
    };
  }
}
