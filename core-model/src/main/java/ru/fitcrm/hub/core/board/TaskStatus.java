package ru.fitcrm.hub.core.board;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A club's own status of a card.
 *
 * @param order place among the statuses, the first is given to cards dragged out of the unsorted
 * @param isFinal a card that gets it is closed
 */
public record TaskStatus(
    long id, String name, int order, @JsonProperty("final") boolean isFinal, long version) {}
