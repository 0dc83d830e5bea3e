package ru.fitcrm.hub.core.platform;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * Does together what is asked at the same time: whoever comes while nobody works does it for
 * oneself at once; those who come meanwhile wait, and the first of them then works for them all. So
 * a hundred callers share one commit, and a single caller waits for nobody. It has no threads.
 *
 * @param <Q> what is asked
 * @param <A> what comes of it
 */
public final class GroupWork<Q, A> {

  private final int together;
  private final int waiting;
  private final Function<List<Q>, List<A>> work;
  private final ReentrantLock lock = new ReentrantLock();
  private final ArrayDeque<Turn<Q, A>> queue = new ArrayDeque<>();
  private boolean busy;

  /**
   * @param together at most so many are done at once
   * @param waiting when so many wait, more are turned away
   * @param work gives as many answers as it gets questions, in their order; what it throws, all get
   */
  public GroupWork(int together, int waiting, Function<List<Q>, List<A>> work) {
    this.together = together;
    this.waiting = waiting;
    this.work = work;
  }

  /** Too many wait already: nothing was done. */
  public static final class TooMany extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TooMany() {
      super("Too many wait already: try again in some seconds");
    }
  }

  /**
   * Returns once it was asked for and done after this call began.
   *
   * @throws TooMany if so many wait that it makes no sense to wait behind them
   */
  public A ask(Q question) {
    Turn<Q, A> mine = new Turn<>(question);
    if (enter(mine) || mine.awaitLead()) {
      serve();
    }
    return mine.answer();
  }

  private boolean enter(Turn<Q, A> mine) {
    lock.lock();
    try {
      if (queue.size() >= waiting) {
        throw new TooMany();
      }
      queue.add(mine);
      boolean lead = !busy;
      busy = true;
      return lead;
    } finally {
      lock.unlock();
    }
  }

  private void serve() {
    List<Turn<Q, A>> turns = takeTurns();
    try {
      List<A> answers = work.apply(turns.stream().map(turn -> turn.question).toList());
      for (int i = 0; i < turns.size(); i++) {
        turns.get(i).done(answers.get(i));
      }
    } catch (RuntimeException | Error e) {
      turns.forEach(turn -> turn.failed(e));
    } finally {
      handOn();
    }
  }

  private List<Turn<Q, A>> takeTurns() {
    lock.lock();
    try {
      List<Turn<Q, A>> turns = new ArrayList<>();
      while (turns.size() < together && !queue.isEmpty()) {
        turns.add(queue.remove());
      }
      return turns;
    } finally {
      lock.unlock();
    }
  }

  private void handOn() {
    lock.lock();
    try {
      Turn<Q, A> next = queue.peek();
      busy = next != null;
      if (next != null) {
        next.lead();
      }
    } finally {
      lock.unlock();
    }
  }

  /** One caller's. */
  private static final class Turn<Q, A> {

    private final Q question;
    private final CompletableFuture<A> answer = new CompletableFuture<>();
    private final CompletableFuture<Boolean> lead = new CompletableFuture<>();

    Turn(Q question) {
      this.question = question;
    }

    /** False once somebody else has done it. */
    boolean awaitLead() {
      return lead.join();
    }

    void lead() {
      lead.complete(true);
    }

    void done(A what) {
      answer.complete(what);
      lead.complete(false);
    }

    void failed(Throwable why) {
      answer.completeExceptionally(why);
      lead.complete(false);
    }

    A answer() {
      try {
        return answer.join();
      } catch (CompletionException e) {
        if (e.getCause() instanceof RuntimeException cause) {
          throw cause;
        }
        throw e;
      }
    }
  }
}
