package ru.fitcrm.hub.core.sync;

import java.util.Set;

/**
 * What kinds of connections can.
 *
 * @param compared their systems can be compared with the hub
 * @param people their systems can be asked for one person
 * @param listed their systems list what they have
 */
public record FollowedKinds(Set<String> compared, Set<String> people, Set<String> listed) {

  public static final FollowedKinds NONE = new FollowedKinds(Set.of(), Set.of(), Set.of());

  public FollowedKinds {
    compared = Set.copyOf(compared);
    people = Set.copyOf(people);
    listed = Set.copyOf(listed);
  }
}
