package ru.fitcrm.hub.sandbox.sms;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Cuts what a person writes as a phone does: UCS-2, a header before each part. */
final class CutInbound {

  private static final int ALONE = 70;
  private static final int PART = 67;
  private static final AtomicInteger REFERENCE = new AtomicInteger(200);

  private CutInbound() {}

  static List<byte[]> cut(String text) {
    if (text.length() <= ALONE) {
      return List.of(SandboxSmpp.ucs2(text));
    }
    int total = (text.length() + PART - 1) / PART;
    int reference = REFERENCE.incrementAndGet() & 0xff;
    List<byte[]> parts = new ArrayList<>();
    for (int number = 1; number <= total; number++) {
      int from = (number - 1) * PART;
      String letters = text.substring(from, Math.min(text.length(), from + PART));
      parts.add(part(reference, total, number, SandboxSmpp.ucs2(letters)));
    }
    return parts;
  }

  private static byte[] part(int reference, int total, int number, byte[] letters) {
    byte[] whole = new byte[6 + letters.length];
    byte[] header = {5, 0, 3, (byte) reference, (byte) total, (byte) number};
    System.arraycopy(header, 0, whole, 0, 6);
    System.arraycopy(letters, 0, whole, 6, letters.length);
    return whole;
  }
}
