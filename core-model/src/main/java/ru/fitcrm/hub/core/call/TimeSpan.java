package ru.fitcrm.hub.core.call;

import java.time.Instant;

/** A moment known only to lie between two instants, for example the end of a call while away. */
public record TimeSpan(Instant from, Instant to) {}
