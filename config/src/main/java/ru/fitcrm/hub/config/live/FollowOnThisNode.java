package ru.fitcrm.hub.config.live;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import ru.fitcrm.hub.core.journal.FollowJournal;
import ru.fitcrm.hub.core.journal.JournalListener;
import ru.fitcrm.hub.core.journal.JournalReader;
import ru.fitcrm.hub.core.journal.JournalSignal;

/**
 * Follows the journal while this node runs: begins when everything else has begun, ends first, so
 * that open streams do not hold up the web server's stop.
 */
@Component
final class FollowOnThisNode implements SmartLifecycle {

  private final JournalReader reader;
  private final JournalSignal signal;
  private final ObjectProvider<JournalListener> listeners;
  private final CallStream stream;
  private volatile @Nullable FollowJournal following;

  FollowOnThisNode(
      JournalReader reader,
      JournalSignal signal,
      ObjectProvider<JournalListener> listeners,
      CallStream stream) {
    this.reader = reader;
    this.signal = signal;
    this.listeners = listeners;
    this.stream = stream;
  }

  @Override
  public void start() {
    FollowJournal follow = new FollowJournal(reader, signal, listeners.orderedStream().toList());
    follow.start();
    following = follow;
  }

  @Override
  public void stop() {
    FollowJournal follow = following;
    following = null;
    if (follow != null) {
      follow.close();
    }
    stream.endAll();
  }

  @Override
  public boolean isRunning() {
    return following != null;
  }

  @Override
  public int getPhase() {
    return Integer.MAX_VALUE;
  }
}
