package ru.fitcrm.hub.config.api;

import java.util.function.Supplier;
import ru.fitcrm.hub.core.access.Principal;
import ru.fitcrm.hub.core.club.Club;
import ru.fitcrm.hub.core.club.ClubGate;

/** A request's way into the club of its path: whoever holds one may be there. */
public final class InClub {

  private final ClubGate gate;
  private final Club club;
  private final Principal who;

  InClub(ClubGate gate, Club club, Principal who) {
    this.gate = gate;
    this.club = club;
    this.who = who;
  }

  Club club() {
    return club;
  }

  Principal who() {
    return who;
  }

  /** For histories and the audit. */
  String author() {
    return who.name();
  }

  String region() {
    return club.region();
  }

  /** Path of the club in this API, without a slash at the end. */
  String path() {
    return "/api/v1/clubs/" + club.slug();
  }

  <T> T in(Supplier<T> work) {
    return gate.inClub(club.clubId(), work);
  }

  void run(Runnable work) {
    gate.runInClub(club.clubId(), work);
  }
}
