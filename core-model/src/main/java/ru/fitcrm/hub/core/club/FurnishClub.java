package ru.fitcrm.hub.core.club;

/** Something a new club starts with. Runs in the transaction that makes the club. */
@FunctionalInterface
public interface FurnishClub {

  void furnish(ClubId club);
}
