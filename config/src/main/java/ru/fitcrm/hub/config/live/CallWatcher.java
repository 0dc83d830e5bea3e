package ru.fitcrm.hub.config.live;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import ru.fitcrm.hub.core.access.Sight;
import ru.fitcrm.hub.core.club.ClubId;
import ru.fitcrm.hub.core.journal.JournalCursor;

/** One open stream. It writes on a thread of its own, so that a slow reader holds up nobody. */
final class CallWatcher {

  private static final Logger LOG = LoggerFactory.getLogger(CallWatcher.class);
  private static final int MOST_WAITING = 1_000;
  private static final int BATCH = 500;
  private static final int HEARTBEAT_SECONDS = 15;

  private final ClubId club;
  private final Sight sight;
  private final SseEmitter emitter;
  private final CallNewsReader news;
  private final BlockingQueue<CallNewsReader.Told> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
  private @Nullable JournalCursor sent;
  private volatile boolean stopped;
  private volatile @Nullable Thread thread;

  /**
   * @param after what is already known, null to begin now
   */
  CallWatcher(
      ClubId club,
      Sight sight,
      SseEmitter emitter,
      CallNewsReader news,
      @Nullable JournalCursor after) {
    this.club = club;
    this.sight = sight;
    this.emitter = emitter;
    this.news = news;
    this.sent = after;
  }

  ClubId club() {
    return club;
  }

  void start(Runnable atEnd) {
    thread =
        Thread.ofVirtual()
            .name("call-stream")
            .start(
                () -> {
                  try {
                    run();
                  } finally {
                    atEnd.run();
                  }
                });
  }

  /** Takes an event to be written soon; if too many wait already, the stream ends. */
  void hear(CallNewsReader.Told told) {
    if (!waiting.offer(told)) {
      LOG.info("A stream of calls is too slow and is ended; its reader will come back");
      stop();
    }
  }

  void stop() {
    stopped = true;
    Thread running = thread;
    if (running != null && running != Thread.currentThread()) {
      running.interrupt();
    }
  }

  private void run() {
    try {
      emitter.send(SseEmitter.event().comment("connected").reconnectTime(1_000));
      catchUp();
      while (!stopped) {
        CallNewsReader.Told told = waiting.poll(HEARTBEAT_SECONDS, TimeUnit.SECONDS);
        if (told == null) {
          emitter.send(SseEmitter.event().comment("still here"));
        } else {
          write(told);
        }
      }
      emitter.complete();
    } catch (InterruptedException ended) {
      emitter.complete();
    } catch (IOException | IllegalStateException gone) {
      LOG.debug("A reader of calls went away", gone);
    } catch (RuntimeException e) {
      LOG.warn("A stream of calls broke off, its reader will come back", e);
      emitter.complete();
    }
  }

  private void catchUp() throws IOException {
    List<CallNewsReader.Told> missed;
    JournalCursor from = sent;
    while (from != null && !stopped) {
      missed = news.after(club, from, BATCH);
      if (missed.isEmpty()) {
        return;
      }
      for (CallNewsReader.Told told : missed) {
        write(told);
      }
      from = missed.get(missed.size() - 1).cursor();
    }
  }

  /** What the journal gave already comes a second time from those who listen: it is left out. */
  private void write(CallNewsReader.Told told) throws IOException {
    JournalCursor before = sent;
    if (before != null && told.cursor().compareTo(before) <= 0) {
      return;
    }
    String text = told.text(sight);
    if (text != null) {
      emitter.send(
          SseEmitter.event()
              .id(told.cursor().toString())
              .name(told.type())
              .data(text, MediaType.APPLICATION_JSON));
    }
    sent = told.cursor();
  }
}
