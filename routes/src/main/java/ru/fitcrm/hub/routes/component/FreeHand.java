package ru.fitcrm.hub.routes.component;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import ru.fitcrm.hub.core.inbox.Claimed;
import ru.fitcrm.hub.core.inbox.Handled;

/** One of the threads that apply messages, kept for a message that is being taken in. */
public final class FreeHand implements AutoCloseable {

  private final InboxWorkers workers;
  private final AtomicBoolean used = new AtomicBoolean();

  FreeHand(InboxWorkers workers) {
    this.workers = workers;
  }

  /**
   * Applies a message; once.
   *
   * @return what it comes to; fails if applying failed, then it is tried again by itself. Empty if
   *     this node is stopping: then it is applied later
   */
  public Optional<CompletableFuture<Handled>> apply(Claimed message) {
    return used.compareAndSet(false, true) ? workers.work(message) : Optional.empty();
  }

  /** Puts an unused hand back. */
  @Override
  public void close() {
    if (used.compareAndSet(false, true)) {
      workers.release();
    }
  }
}
