package ru.fitcrm.hub.core.platform;

/** Somebody changed the thing since the caller read it. Nothing was changed; read again. */
public final class StaleVersion extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public StaleVersion(String what, Object id, long asked, long actual) {
    super(what + " " + id + " is at version " + actual + ", not " + asked + ": read it again");
  }
}
