package ru.fitcrm.hub.core.person;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A number marked «Не клиент»: its calls are recorded, but make no lead and no card. */
public record IgnoredNumber(
    long id, String number, @Nullable String note, @Nullable String createdBy, Instant createdAt) {}
