package ru.fitcrm.hub.core.connection;

/**
 * What another room does about a connection that was removed. Runs inside the club's gate and the
 * transaction of the removal, when the connection is no longer there.
 */
public interface WhenRemoved {

  void removed(long connection);
}
