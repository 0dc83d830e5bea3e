package ru.fitcrm.hub.core.person;

import org.jspecify.annotations.Nullable;

/**
 * A phone of a person.
 *
 * @param number E.164
 * @param label whose or where, in people's words, for example «мама»
 */
public record Phone(String number, @Nullable String label) {}
