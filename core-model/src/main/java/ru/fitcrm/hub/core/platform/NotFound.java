package ru.fitcrm.hub.core.platform;

/** The thing does not exist in this club; another club's thing is just as absent. */
public final class NotFound extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * @param what kind of thing, for example {@code client}
   */
  public NotFound(String what, Object id) {
    this("There is no " + what + " " + id + " in this club");
  }

  private NotFound(String text) {
    super(text);
  }

  /** A thing that is in no club: a club itself, a job. */
  public static NotFound anywhere(String what, Object id) {
    return new NotFound("There is no " + what + " " + id);
  }
}
