package ru.fitcrm.hub.core.importing;

import java.util.UUID;
import ru.fitcrm.hub.core.club.ClubId;

/**
 * A file in the hands of one worker, until it is silent for a minute.
 *
 * @param round how often it was begun or resumed
 * @param by who brought it
 */
public record ImportLease(
    ClubId club, long id, ImportFile.Pass pass, int round, UUID lease, String by) {}
