package ru.fitcrm.hub.sandbox.pbx;

import java.util.function.Predicate;

/** Where a playback stops and waits to be told to go on. */
public final class Until {

  private final long endAfter;
  private final Predicate<PbxEvent> counted;

  private Until(long endAfter, Predicate<PbxEvent> counted) {
    this.endAfter = endAfter;
    this.counted = counted;
  }

  /** Never: play to the end. */
  public static Until end() {
    return new Until(Long.MAX_VALUE, event -> false);
  }

  /** After so many further events; 0 waits before the next one. */
  public static Until events(int count) {
    return new Until(count, event -> true);
  }

  /** After the next event of this name, for example {@code BridgeEnter}. */
  public static Until event(String name) {
    return event(name, 1);
  }

  /** After the n-th further event of this name, n from 1. */
  public static Until event(String name, int nth) {
    return new Until(nth, event -> event.name().equals(name));
  }

  /** After the next event that matches. */
  public static Until matching(Predicate<PbxEvent> wanted) {
    return new Until(1, wanted);
  }

  boolean isNow() {
    return endAfter <= 0;
  }

  Until after(PbxEvent event) {
    return counted.test(event) ? new Until(endAfter - 1, counted) : this;
  }
}
