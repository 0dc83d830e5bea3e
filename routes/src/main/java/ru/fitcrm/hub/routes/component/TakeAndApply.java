package ru.fitcrm.hub.routes.component;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import ru.fitcrm.hub.core.club.ClubId;
import ru.fitcrm.hub.core.inbox.Claimed;
import ru.fitcrm.hub.core.inbox.Handled;
import ru.fitcrm.hub.core.inbox.Received;
import ru.fitcrm.hub.core.inbox.TakeIn;

/**
 * Writes a message down and starts to apply it, if a hand is free: with none, taking in goes first
 * and what was taken in waits in the database.
 */
@Component
public final class TakeAndApply {

  private final TakeIn takeIn;
  private final InboxComponent inbox;

  TakeAndApply(TakeIn takeIn, InboxComponent inbox) {
    this.takeIn = takeIn;
    this.inbox = inbox;
  }

  /**
   * When this returns, the message survives whatever comes.
   *
   * @param patient whether the sender waits to be told what it came to
   * @throws ru.fitcrm.hub.core.platform.GroupWork.TooMany if so many wait to be written that the
   *     sender had better come back
   */
  public Applying take(ClubId club, Received received, boolean patient) {
    Optional<FreeHand> hand = inbox.reserve(received.kind(), patient);
    return hand.isEmpty() ? leave(club, received) : take(club, received, hand.get());
  }

  /** What follows on taking in. */
  public sealed interface Applying {

    /** The sender's id of it was there before. */
    record Repeated() implements Applying {}

    /** It is applied when its turn comes. */
    record Later() implements Applying {}

    /**
     * It is being applied.
     *
     * @param handled what it comes to; fails if applying failed, then it is tried again by itself
     */
    record Now(CompletableFuture<Handled> handled) implements Applying {}
  }

  private Applying leave(ClubId club, Received received) {
    return switch (takeIn.leave(club, received)) {
      case TakeIn.Taken.Known known -> new Applying.Repeated();
      case TakeIn.Taken.New fresh -> new Applying.Later();
    };
  }

  private Applying take(ClubId club, Received received, FreeHand hand) {
    try (hand) {
      return switch (takeIn.take(club, received)) {
        case TakeIn.Taken.Known known -> new Applying.Repeated();
        case TakeIn.Taken.New fresh -> apply(fresh.mine(), hand);
      };
    }
  }

  private static Applying apply(@Nullable Claimed mine, FreeHand hand) {
    Optional<CompletableFuture<Handled>> applying =
        mine == null ? Optional.empty() : hand.apply(mine);
    return applying.isPresent() ? new Applying.Now(applying.get()) : new Applying.Later();
  }
}
