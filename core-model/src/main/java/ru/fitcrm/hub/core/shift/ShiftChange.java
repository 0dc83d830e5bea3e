package ru.fitcrm.hub.core.shift;

/** One change of one row, as its message is named by it: {@code 17:2}. */
record ShiftChange(long shift, long number) {

  static ShiftChange read(String text) {
    int colon = text.indexOf(':');
    return new ShiftChange(
        Long.parseLong(text.substring(0, colon)), Long.parseLong(text.substring(colon + 1)));
  }

  @Override
  public String toString() {
    return shift + ":" + number;
  }
}
