package ru.fitcrm.hub.core.club;

/** What a transaction may see. */
sealed interface ClubScope {

  record OneClub(ClubId club) implements ClubScope {}

  record Platform() implements ClubScope {}
}
