package ru.fitcrm.hub.core.journal;

import ru.fitcrm.hub.core.club.ClubId;

/** An event as a reader of all clubs' journal meets it. */
public record TailedEvent(ClubId club, JournalCursor cursor, JournalEvent event) {}
