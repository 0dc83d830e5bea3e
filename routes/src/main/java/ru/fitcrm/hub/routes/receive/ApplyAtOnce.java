package ru.fitcrm.hub.routes.receive;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import ru.fitcrm.hub.core.club.ClubId;
import ru.fitcrm.hub.core.inbox.Claimed;
import ru.fitcrm.hub.core.inbox.Handled;
import ru.fitcrm.hub.core.inbox.Received;
import ru.fitcrm.hub.core.inbox.TakeIn;
import ru.fitcrm.hub.routes.component.InboxComponent;

/** Writes a message down and waits a little for what it comes to. */
@Component
final class ApplyAtOnce {

  /** Senders give up after five seconds. */
  private static final Duration PATIENCE = Duration.ofSeconds(4);

  private final TakeIn takeIn;
  private final InboxComponent inbox;

  ApplyAtOnce(TakeIn takeIn, InboxComponent inbox) {
    this.takeIn = takeIn;
    this.inbox = inbox;
  }

  Result take(ClubId club, Received received) {
    return switch (takeIn.take(club, received)) {
      case TakeIn.Taken.Known known -> new Repeated();
      case TakeIn.Taken.New fresh -> applied(fresh.mine());
    };
  }

  private Result applied(@Nullable Claimed mine) {
    return mine == null
        ? new Later()
        : inbox.applyNow(mine).map(ApplyAtOnce::await).orElseGet(Later::new);
  }

  private static Result await(CompletableFuture<Handled> applying) {
    try {
      return new Done(applying.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
    } catch (ExecutionException | TimeoutException e) {
      // It is in the database: a failure is tried again there, a slow one goes on by itself.
      return new Later();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Later();
    }
  }

  /** What came of it within the sender's patience. */
  sealed interface Result {}

  record Done(Handled handled) implements Result {}

  record Later() implements Result {}

  record Repeated() implements Result {}
}
