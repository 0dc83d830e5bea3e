package ru.fitcrm.hub.core.shift;

import java.util.Set;

/** Kinds of connections whose system takes employees' work hours. */
public record ShiftTakers(Set<String> kinds) {

  public static final ShiftTakers NONE = new ShiftTakers(Set.of());

  public ShiftTakers {
    kinds = Set.copyOf(kinds);
  }
}
