package ru.fitcrm.hub.sandbox.onec.base;

import org.jspecify.annotations.Nullable;

/**
 * A lead somebody gave.
 *
 * @param id the giver's id, the same when given again
 * @param ref the base's own id of it
 * @param times how often it was given
 */
public record TakenLead(
    String id,
    String ref,
    String phone,
    @Nullable String name,
    @Nullable String comment,
    int times) {}
