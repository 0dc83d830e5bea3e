package ru.fitcrm.hub.connectors.asterisk;

/** Why a line is down, as a code and in plain words; never with a secret or a number. */
final class Trouble extends Exception {
  static final String LOGIN_REFUSED = "login-refused";
  static final String UNREACHABLE = "unreachable";
  static final String NOT_ASTERISK = "not-asterisk";
  static final String CONNECTION_LOST = "connection-lost";
  static final String SILENT = "silent";
  static final String OVERFLOW = "overflow";

  private static final long serialVersionUID = 1;
  private final String code;

  Trouble(String code, String words) {
    super(words);
    this.code = code;
  }

  Trouble(String code, String words, Exception cause) {
    super(words, cause);
    this.code = code;
  }

  String code() {
    return code;
  }

  String words() {
    return String.valueOf(getMessage());
  }
}
