package ru.fitcrm.hub.core.person;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A person's word, as it is recorded.
 *
 * @param given true if left out
 * @param at now if left out
 */
public record NewConsent(
    Consent.@Nullable Channel channel,
    Consent.@Nullable Purpose purpose,
    @Nullable Boolean given,
    @Nullable Instant at,
    @Nullable String place,
    @Nullable String textVersion) {}
