package ru.fitcrm.hub.sandbox.pbx;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A recording on its way through the PBX's timeline. Goes on whether anybody listens or not. */
public final class Playback {

  private static final int BURST = 64;
  private static final long BREATH_NANOS = 1_000_000;

  private final Exchange exchange;
  private final Timeline timeline;
  private final Recording recording;
  private final List<TimedEvent> events;
  private final @Nullable Rewriting rewriting;
  private final Pace pace;
  private final Runnable whenDone;
  private final Set<String> muted = new HashSet<>();
  private final Set<String> begun = new HashSet<>();
  private Until until;
  private int next;
  private boolean paused;
  private boolean done;
  private int leg;
  private long startNanos;
  private long startMillis;

  Playback(
      Exchange exchange,
      Timeline timeline,
      Recording recording,
      List<TimedEvent> events,
      @Nullable Rewriting rewriting,
      Pace pace,
      Until until,
      Runnable whenDone) {
    this.exchange = exchange;
    this.timeline = timeline;
    this.recording = recording;
    this.events = events;
    this.rewriting = rewriting;
    this.pace = pace;
    this.until = until;
    this.whenDone = whenDone;
  }

  Playback start() {
    exchange.began(this);
    exchange.run(this::goOn);
    return this;
  }

  /** Goes on to the next stop. Does nothing when it is not paused. */
  public void playUntil(Until stop) {
    exchange.run(
        () -> {
          if (paused) {
            until = stop;
            goOn();
          }
        });
  }

  /** Goes on to the end. */
  public void resume() {
    playUntil(Until.end());
  }

  /** Stops at once. */
  public void pause() {
    exchange.run(() -> paused = !done);
  }

  /**
   * Waits for the end.
   *
   * @throws IllegalStateException when it is not over in time
   */
  public void await(Duration atMost) {
    check(exchange.await(() -> done, atMost), "the end");
  }

  /**
   * Waits for the stop it was told, or the end.
   *
   * @throws IllegalStateException when it is not there in time
   */
  public void awaitPaused(Duration atMost) {
    check(exchange.await(() -> paused || done, atMost), "its stop");
  }

  /** Stops for good. Its channels vanish without a word. */
  public void cancel() {
    exchange.run(
        () -> {
          if (!done) {
            exchange.state.forget(begun);
            finish();
          }
        });
  }

  public boolean isDone() {
    return exchange.locked(() -> done);
  }

  public boolean isPaused() {
    return exchange.locked(() -> paused);
  }

  /** How many events it has sent or would have sent, had somebody listened. */
  public int played() {
    return exchange.locked(() -> next);
  }

  /** Id of the first call in this playback, null when the recording begins amid calls. */
  public @Nullable String linkedId() {
    String root = recording.recordedNames().root();
    return root == null || rewriting == null ? root : rewriting.fresh(root);
  }

  /** Nothing more is said of these channels. */
  void mute(Collection<String> uniqueIds) {
    uniqueIds.stream().filter(begun::contains).forEach(muted::add);
  }

  boolean isOver(String uniqueId) {
    return exchange.locked(() -> done || muted.contains(uniqueId));
  }

  private void check(boolean reached, String what) {
    if (!reached) {
      throw new IllegalStateException(
          "playback of %s has not come to %s in time: it stands after event %d of %d"
              .formatted(recording, what, played(), events.size()));
    }
  }

  private void goOn() {
    paused = false;
    startNanos = System.nanoTime();
    startMillis = next < events.size() ? events.get(next).atMillis() : 0;
    leg++;
    stepAfter(0);
  }

  /** A step of an earlier leg, planned before a pause, is not taken any more. */
  private void stepAfter(long nanos) {
    int planned = leg;
    timeline.after(nanos, () -> exchange.run(() -> step(planned)));
  }

  private void step(int planned) {
    if (done || paused || planned != leg) {
      return;
    }
    if (mustWaitForReaders()) {
      stepAfter(BREATH_NANOS);
      return;
    }
    for (int sent = 0; sent < BURST && !until.isNow() && waitNanos() <= 0; sent++) {
      playNext();
    }
    afterBurst();
  }

  private boolean mustWaitForReaders() {
    return pace.waitsForReaders()
        && exchange.sessions().stream().anyMatch(Session::isBehindButReading);
  }

  private void playNext() {
    PbxEvent recorded = events.get(next++).event();
    until = until.after(recorded);
    PbxEvent event = rewriting == null ? recorded : rewriting.rewritten(recorded);
    String id = event.fieldOrEmpty("Uniqueid");
    if (muted.contains(id) || muted.contains(event.fieldOrEmpty("DestUniqueid"))) {
      return;
    }
    if (event.name().equals("Newchannel")) {
      if (muted.contains(event.fieldOrEmpty("Linkedid"))) {
        muted.add(id);
        return;
      }
      begun.add(id);
    }
    exchange.publish(event);
  }

  private void afterBurst() {
    if (next >= events.size()) {
      finish();
      whenDone.run();
    } else if (until.isNow()) {
      paused = true;
    } else {
      stepAfter(waitNanos());
    }
  }

  /** Nanoseconds until the next event is due; none when there is no next. */
  private long waitNanos() {
    if (next >= events.size()) {
      return Long.MAX_VALUE;
    }
    long due = pace.nanosFor(events.get(next).atMillis() - startMillis);
    return due - (System.nanoTime() - startNanos);
  }

  private void finish() {
    done = true;
    paused = false;
    exchange.ended(this);
  }
}
