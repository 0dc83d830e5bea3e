package ru.fitcrm.hub.core.sync;

import java.util.Set;

/** Kinds of connections whose system takes leads. */
public record LeadTakers(Set<String> kinds) {

  public static final LeadTakers NONE = new LeadTakers(Set.of());

  public LeadTakers {
    kinds = Set.copyOf(kinds);
  }
}
