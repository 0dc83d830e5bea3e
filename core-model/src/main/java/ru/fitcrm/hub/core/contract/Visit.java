package ru.fitcrm.hub.core.contract;

import java.time.Instant;

/** A client was there. */
public record Visit(long id, long connectionId, String ref, long clientId, Instant at) {}
