package ru.fitcrm.hub.sandbox.onec.base;

/** Numbers that look random and are the same every time: a function of seed and place. */
record Dice(long seed) {

  /** From 0 to below {@code bound}. */
  int roll(long place, int question, int bound) {
    return (int) Math.floorMod(mix(mix(seed ^ place) + question), (long) bound);
  }

  <T> T pick(long place, int question, java.util.List<T> from) {
    return from.get(roll(place, question, from.size()));
  }

  private static long mix(long from) {
    long bits = from + 0x9e3779b97f4a7c15L;
    bits = (bits ^ (bits >>> 30)) * 0xbf58476d1ce4e5b9L;
    bits = (bits ^ (bits >>> 27)) * 0x94d049bb133111ebL;
    return bits ^ (bits >>> 31);
  }
}
