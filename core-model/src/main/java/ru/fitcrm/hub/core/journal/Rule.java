package ru.fitcrm.hub.core.journal;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * What follows from an event in a club.
 *
 * @param condition a JSON path predicate on the event's data, null for always
 * @param action CARD, LINE, DONE, NOTICE or MESSAGE
 */
public record Rule(
    long id,
    String name,
    String eventType,
    @Nullable String condition,
    String action,
    JsonNode settings,
    boolean enabled,
    long version) {}
