package ru.fitcrm.hub.core.platform;

/** The thing does not exist in this club; another club's thing is just as absent. */
public final class NotFound extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * @param what kind of thing, for example {@code client}
   */
  public NotFound(String what, Object id) {
    super("There is no " + what + " " + id + " in this club");
  }
}
