package ru.fitcrm.hub.core.sync;

/** How fresh what is told is, and so what of it may be news. */
public enum Hearing {
  /** Told as it happens: what has no time of its own happened just now. */
  AS_IT_HAPPENS,
  /** Told late, or all over again: only what has a time of its own can be news. */
  CATCHING_UP,
  /** Told to be known: a first load, an import. Nothing is news. */
  HISTORY
}
