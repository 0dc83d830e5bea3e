package ru.fitcrm.hub.core.sync;

/**
 * A row that was not taken, or was taken without one cell.
 *
 * @param entity {@code client}, {@code contract}, …
 * @param ref the system's id of the row; empty if it told none
 * @param field the cell at fault
 * @param code what is wrong, for example {@code required}; stable
 * @param reason what is wrong and how to mend it, in English; no personal data
 */
public record Rejection(String entity, String ref, String field, String code, String reason) {}
