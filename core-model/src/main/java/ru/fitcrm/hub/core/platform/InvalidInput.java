package ru.fitcrm.hub.core.platform;

/** Input that cannot be taken: names the field and says how to mend it. Nothing was changed. */
public final class InvalidInput extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String field;
  private final String code;

  /**
   * @param field name of the field as the caller wrote it, for example {@code phones[0]}
   * @param code stable code of the problem, for example {@code phone.invalid}
   * @param fix what is wrong and how to mend it, in English
   */
  public InvalidInput(String field, String code, String fix) {
    super(fix);
    this.field = field;
    this.code = code;
  }

  public String field() {
    return field;
  }

  public String code() {
    return code;
  }
}
