package ru.fitcrm.hub.core.platform;

/** The change contradicts what is there, for example a second thing with a unique name. */
public final class Conflict extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String code;

  public Conflict(String code, String message) {
    super(message);
    this.code = code;
  }

  public Conflict(String code, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  public String code() {
    return code;
  }
}
