package ru.fitcrm.hub.jobs.importing;

/** A file that cannot be read as a table. */
final class BadFile extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String code;

  /**
   * @param code stable, for pages
   * @param fix what is wrong and how to mend it, in English
   */
  BadFile(String code, String fix) {
    super(fix);
    this.code = code;
  }

  BadFile(String code, String fix, Throwable cause) {
    super(fix, cause);
    this.code = code;
  }

  String code() {
    return code;
  }

  String fix() {
    return String.valueOf(getMessage());
  }
}
