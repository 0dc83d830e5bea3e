package ru.fitcrm.hub.routes.receive;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.stereotype.Component;
import ru.fitcrm.hub.core.club.ClubId;
import ru.fitcrm.hub.core.inbox.Handled;
import ru.fitcrm.hub.core.inbox.Received;
import ru.fitcrm.hub.routes.component.TakeAndApply;
import ru.fitcrm.hub.routes.component.TakeAndApply.Applying;

/** Writes a message down and waits a little for what it comes to. */
@Component
final class ApplyAtOnce {

  /** Senders give up after five seconds. */
  private static final Duration PATIENCE = Duration.ofSeconds(4);

  private final TakeAndApply takeAndApply;

  ApplyAtOnce(TakeAndApply takeAndApply) {
    this.takeAndApply = takeAndApply;
  }

  Result take(ClubId club, Received received, boolean patient) {
    long giveUp = System.nanoTime() + PATIENCE.toNanos();
    return switch (takeAndApply.take(club, received, patient)) {
      case Applying.Repeated repeated -> new Repeated();
      case Applying.Later later -> new Later();
      case Applying.Now now -> await(now.handled(), giveUp);
    };
  }

  private static Result await(CompletableFuture<Handled> applying, long giveUp) {
    try {
      return new Done(applying.get(giveUp - System.nanoTime(), TimeUnit.NANOSECONDS));
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
