package ru.fitcrm.hub.config.live;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import ru.fitcrm.hub.core.access.Sight;
import ru.fitcrm.hub.core.club.ClubId;
import ru.fitcrm.hub.core.journal.JournalCursor;
import ru.fitcrm.hub.core.journal.JournalListener;
import ru.fitcrm.hub.core.journal.TailedEvent;

/**
 * Tells calls to whoever watches a club's, on this node, whichever node heard them. A call is read
 * once an event, not once a watcher. A watcher that cannot be served is let go: it comes back with
 * the id of the last event it got, and the journal gives it the rest.
 */
@Component
public final class CallStream implements JournalListener {

  static final List<String> TYPES = List.of("call.ringing", "call.answered", "call.ended");

  private static final Logger LOG = LoggerFactory.getLogger(CallStream.class);
  private static final int MOST_WAITING = 10_000;

  /** Then the browser comes back, and is asked anew who it is. */
  private static final Duration LONGEST = Duration.ofHours(1);

  private final CallNewsReader news;
  private final Set<CallWatcher> watchers = ConcurrentHashMap.newKeySet();
  private final ThreadPoolExecutor teller =
      new ThreadPoolExecutor(
          1,
          1,
          0,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(MOST_WAITING),
          Thread.ofVirtual().name("tell-calls").factory());

  CallStream(CallNewsReader news) {
    this.news = news;
  }

  /**
   * Opens a stream of a club's calls.
   *
   * @param sight what of it may be seen
   * @param after where an earlier stream broke off, null to begin now
   */
  public SseEmitter open(ClubId club, Sight sight, @Nullable JournalCursor after) {
    SseEmitter emitter = new SseEmitter(LONGEST.toMillis());
    CallWatcher watcher = new CallWatcher(club, sight, emitter, news, after);
    emitter.onCompletion(() -> forget(watcher));
    emitter.onTimeout(emitter::complete);
    emitter.onError(gone -> forget(watcher));
    // Heard from now on, and read from the journal after that: nothing falls between the two.
    watchers.add(watcher);
    watcher.start(() -> watchers.remove(watcher));
    return emitter;
  }

  @Override
  public void happened(TailedEvent event) {
    if (!TYPES.contains(event.event().type()) || watchersOf(event.club()).isEmpty()) {
      return;
    }
    try {
      teller.execute(() -> tell(event));
    } catch (RejectedExecutionException tooMany) {
      LOG.warn("Calls come faster than they can be told; watchers will come back for the rest");
      watchersOf(event.club()).forEach(this::forget);
    }
  }

  private void tell(TailedEvent event) {
    List<CallWatcher> present = watchersOf(event.club());
    if (present.isEmpty()) {
      return;
    }
    try {
      news.read(event)
          .ifPresentOrElse(
              told -> present.forEach(watcher -> watcher.hear(told)),
              () -> present.forEach(this::forget));
    } catch (RuntimeException e) {
      LOG.warn("Could not read a call to tell it; watchers will come back for it", e);
      present.forEach(this::forget);
    }
  }

  /** Ends all streams: the node is stopping, and browsers are to go to another. */
  void endAll() {
    watchers.forEach(this::forget);
  }

  private void forget(CallWatcher watcher) {
    watchers.remove(watcher);
    watcher.stop();
  }

  private List<CallWatcher> watchersOf(ClubId club) {
    return watchers.stream().filter(watcher -> watcher.club().equals(club)).toList();
  }
}
