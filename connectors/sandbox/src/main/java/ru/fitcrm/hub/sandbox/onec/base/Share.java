package ru.fitcrm.hub.sandbox.onec.base;

import java.util.Arrays;

/**
 * How many rows of a kind each client has, repeating from ten clients to the next ten: the n-th row
 * and its owner are found by arithmetic.
 */
final class Share {
  static final Share CONTRACTS = new Share(1, 1, 1, 0, 2, 1, 2, 2, 1, 1);
  static final Share PAYMENTS = new Share(1, 1, 2, 0, 3, 1, 2, 3, 1, 1);
  static final Share VISITS = new Share(0, 2, 5, 0, 12, 8, 3, 14, 6, 0);
  static final Share BOOKINGS = new Share(0, 0, 1, 0, 1, 0, 0, 2, 0, 0);

  private final int[] each;
  private final int[] before = new int[11];

  private Share(int... each) {
    this.each = each;
    for (int at = 0; at < 10; at++) {
      before[at + 1] = before[at] + each[at];
    }
  }

  int of(long client) {
    return each[(int) (client % 10)];
  }

  /** Rows of all clients before this one. */
  long before(long client) {
    return client / 10 * before[10] + before[(int) (client % 10)];
  }

  /** Whose the n-th row is. */
  long owner(long row) {
    int rest = (int) (row % before[10]);
    int at = Arrays.binarySearch(before, rest);
    int digit = at < 0 ? -at - 2 : lastOf(at);
    return row / before[10] * 10 + digit;
  }

  /** Clients without a row share their number with the next one. */
  private int lastOf(int found) {
    int at = found;
    while (at > 0 && before[at - 1] == before[at]) {
      at--;
    }
    while (each[at] == 0) {
      at++;
    }
    return at;
  }
}
