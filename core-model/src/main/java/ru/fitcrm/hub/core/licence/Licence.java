package ru.fitcrm.hub.core.licence;

import java.time.LocalDate;

/** A club's licence as a plain row: what is bought and until when. */
public record Licence(
    Plan plan, LocalDate validUntil, int usersLimit, int clientsLimit, long version) {}
