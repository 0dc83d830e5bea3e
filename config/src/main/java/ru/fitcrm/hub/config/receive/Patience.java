package ru.fitcrm.hub.config.receive;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * What one sender waits in all, whatever the database does: senders give up after five seconds.
 * What takes longer goes on by itself on its thread, and the sender is told to come back.
 */
final class Patience {

  /** Of the five seconds, with some left for the way back. */
  static final Duration USUAL = Duration.ofMillis(4_500);

  private final Executor threads;
  private long leftNanos;

  Patience(Duration patience, Executor threads) {
    this.leftNanos = patience.toNanos();
    this.threads = threads;
  }

  /** Nobody knows yet whether it was done. */
  static final class RanOut extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RanOut() {
      super("The sender waits no longer");
    }
  }

  /**
   * Waits for the work with what is left.
   *
   * @throws RanOut if it is not done by then
   */
  <T> T spendOn(Supplier<T> work) {
    long began = System.nanoTime();
    try {
      return CompletableFuture.supplyAsync(work, threads).get(leftNanos, TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new RanOut();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RanOut();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : new CompletionException(e);
    } finally {
      leftNanos -= System.nanoTime() - began;
    }
  }
}
