package ru.fitcrm.hub.core.inbox;

/** What was received cannot be applied yet, which is nobody's fault: it is tried again later. */
public final class NotYet extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String code;

  /**
   * @param code stable, for example {@code inbox.too-early}
   * @param reason in plain words, without anybody's data
   */
  public NotYet(String code, String reason) {
    super(reason, null, false, false);
    this.code = code;
  }

  String code() {
    return code;
  }

  String reason() {
    return String.valueOf(getMessage());
  }
}
