package ru.fitcrm.hub.core.access;

import org.jspecify.annotations.Nullable;

/**
 * What may be changed of a key that is in use.
 *
 * @param ratePerMinute 1 to 60000
 */
public record KeyEdit(@Nullable String name, @Nullable Integer ratePerMinute) {}
