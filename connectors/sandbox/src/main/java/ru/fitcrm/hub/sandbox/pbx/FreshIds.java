package ru.fitcrm.hub.sandbox.pbx;

import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;

/** Gives ids as Asterisk does: epoch second and a number that starts anew with every boot. */
final class FreshIds {

  private long bootSecond;
  private long lastSecond;
  private long nextCall;
  private final Map<String, Integer> nextChannel = new HashMap<>();

  /** A boot never repeats an id, even when the last one was given within the same second. */
  synchronized void boot(Instant now) {
    bootSecond = Math.max(now.getEpochSecond(), lastSecond + 1);
    nextCall = 0;
    nextChannel.clear();
  }

  synchronized String uniqueId(Instant now) {
    lastSecond = Math.max(now.getEpochSecond(), bootSecond);
    return lastSecond + "." + nextCall++;
  }

  /** A name like {@code PJSIP/101-0000002a}. Numbers are counted per technology. */
  synchronized String channel(String endpoint) {
    String technology = endpoint.substring(0, endpoint.indexOf('/'));
    int number = nextChannel.merge(technology, 1, Integer::sum) - 1;
    return endpoint + "-" + HexFormat.of().toHexDigits(number);
  }

  String bridge() {
    return UUID.randomUUID().toString();
  }
}
