package ru.fitcrm.hub.core.sync;

/** The ways of all modes. */
public final class RunWays {

  private final ReadPages pages;
  private final WalkPeople people;
  private final CompareSystem compare;
  private final RefetchRows refetch;

  RunWays(ReadPages pages, WalkPeople people, CompareSystem compare, RefetchRows refetch) {
    this.pages = pages;
    this.people = people;
    this.compare = compare;
    this.refetch = refetch;
  }

  RunWay of(ClubSystem.Mode mode) {
    return switch (mode) {
      case FULL, CHANGES -> pages;
      case PEOPLE -> people;
      case COMPARE -> compare;
      case REFETCH -> refetch;
    };
  }
}
