package ru.fitcrm.hub.connectors.asterisk;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.util.Map;
import org.asteriskjava.manager.event.ManagerEvent;
import org.jspecify.annotations.Nullable;

/** The library's own builder of events, without a socket. */
final class LibraryEvents {
  private final Object builder;
  private final Method build;

  LibraryEvents() {
    try {
      Class<?> type = Class.forName("org.asteriskjava.manager.internal.EventBuilderImpl");
      Constructor<?> constructor = type.getDeclaredConstructor();
      constructor.setAccessible(true);
      builder = constructor.newInstance();
      build = type.getMethod("buildEvent", Object.class, Map.class);
      build.setAccessible(true);
      Method register = type.getMethod("registerEventClass", Class.class);
      register.setAccessible(true);
      register.invoke(builder, AsSent.NewChannel.class);
      register.invoke(builder, AsSent.CoreShowChannel.class);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  @Nullable ManagerEvent build(Map<String, Object> headers) {
    if (!headers.containsKey("event")) {
      return null;
    }
    // The library strips what it has put before the ActionID of its own actions.
    headers.computeIfPresent("actionid", (key, id) -> "1#" + id);
    try {
      return (ManagerEvent) build.invoke(builder, this, headers);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
