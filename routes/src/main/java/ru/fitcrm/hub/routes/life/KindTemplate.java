package ru.fitcrm.hub.routes.life;

import java.util.Set;

/**
 * A route that connections of some kinds have while they run. Routes of one connection start in the
 * order these are given and stop the other way round.
 *
 * @param template of the route, with one parameter {@code connection}
 */
public record KindTemplate(Set<String> kinds, String template) {

  public KindTemplate {
    kinds = Set.copyOf(kinds);
  }
}
