package ru.fitcrm.hub.core.access;

import org.jspecify.annotations.Nullable;

/**
 * Numbers and texts as somebody may see them.
 *
 * @param phones whether numbers and addresses are shown in full
 * @param texts whether texts are shown
 * @param employee who looks, null if nobody of the club's employees
 */
public record Sight(boolean phones, boolean texts, @Nullable Long employee) {

  /** Of nobody known. */
  public static final Sight NONE = new Sight(false, false, null);

  private static final String HIDDEN = "•••";
  private static final int SHOWN_DIGITS = 4;
  private static final int SHORTEST = 9;

  public static Sight of(Principal who) {
    return new Sight(who.may(Right.PHONES), who.may(Right.TEXTS), who.employeeId());
  }

  /** Whether nothing is hidden. */
  public boolean isFull() {
    return phones && texts;
  }

  /**
   * The same of a client, or a card, of one employee: everybody sees their own clients whole.
   *
   * @param responsible null: nobody's
   */
  public Sight ofOneOf(@Nullable Long responsible) {
    return responsible != null && responsible.equals(employee)
        ? new Sight(true, true, employee)
        : this;
  }

  /** {@code +7 ••• ••• 45 67}; an address that is no number is hidden whole. */
  public @Nullable String phone(@Nullable String number) {
    if (phones || number == null || number.isBlank()) {
      return number;
    }
    String digits = number.replaceAll("[^0-9]", "");
    boolean isNumber = digits.length() >= SHORTEST && number.matches("[+0-9()\\s.-]+");
    return isNumber ? masked(digits) : HIDDEN;
  }

  private static String masked(String digits) {
    String last = digits.substring(digits.length() - SHOWN_DIGITS);
    String country = digits.length() > 10 ? "+" + digits.charAt(0) + " " : "";
    return country + HIDDEN + " " + HIDDEN + " " + last.substring(0, 2) + " " + last.substring(2);
  }

  public @Nullable String text(@Nullable String text) {
    return texts || text == null || text.isBlank() ? text : HIDDEN;
  }
}
