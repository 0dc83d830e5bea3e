package ru.fitcrm.hub.core.club;

import org.jspecify.annotations.Nullable;

/** A branch (филиал) of a club. */
public record Branch(long id, String name, @Nullable String address, long version) {}
