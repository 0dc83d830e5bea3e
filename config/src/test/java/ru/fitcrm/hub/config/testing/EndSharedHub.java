package ru.fitcrm.hub.config.testing;

import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Ends the hub that all tests share before the JVM goes down: in a shutdown hook it would race the
 * database's, and wait half a minute for a server that is gone.
 */
public final class EndSharedHub implements LauncherSessionListener {

  @Override
  public void launcherSessionClosed(LauncherSession session) {
    HubUnderTest.endShared();
  }
}
