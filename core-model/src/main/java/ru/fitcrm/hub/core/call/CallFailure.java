package ru.fitcrm.hub.core.call;

/** Codes of why an outgoing call could not be put through, with what each means. */
public final class CallFailure {

  /** The PBX could not be asked while the click was worth it. */
  public static final String NO_LINE = "NO_LINE";

  /** It was not dialled in time for another reason: held, or nobody runs the connection. */
  public static final String NOT_DIALLED = "NOT_DIALLED";

  /** The PBX took the request and never told of the call. */
  public static final String NO_NEWS = "NO_NEWS";

  private CallFailure() {}

  /**
   * @param code {@code EMPLOYEE_NO_ANSWER}, {@code NO_WAY_OUT} and the like
   */
  static String explain(String code) {
    return switch (code) {
      case "EMPLOYEE_NO_ANSWER" -> "The employee's phone rang and was not taken";
      case "EMPLOYEE_DECLINED" -> "The employee's phone was busy, or the call declined on it";
      case "PHONE_UNKNOWN" -> "The PBX has no such phone, or it is not registered now";
      case NO_LINE -> "There was no connection to the PBX: try again when it is back";
      case NOT_DIALLED -> "The call was not dialled";
      case NO_NEWS -> "The PBX took the request and told nothing of the call";
      case "NO_WAY_OUT" ->
          "The PBX cannot dial this number: check outboundContext and dialFormat of the connection";
      case "NO_RIGHT" -> "The PBX's user may not call out: give it write=originate";
      case "REFUSED" -> "The PBX refused to call; its answer is in the outbox";
      case "NUMBER_UNKNOWN" -> "The provider knows no such number";
      case "LINES_BUSY" -> "All lines to the provider are busy";
      case "TRUNK_UNAVAILABLE" -> "The provider could not be reached";
      default -> "The call could not be put through";
    };
  }
}
