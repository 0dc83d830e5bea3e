package ru.fitcrm.hub.core.contract;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Money a client paid, or did not.
 *
 * @param kind PURCHASE, RECURRING, DEBT or REFUND
 * @param status SUCCEEDED, FAILED or WAITING
 * @param provisional told by a gateway, not yet by the club's system
 */
public record Payment(
    long id,
    long connectionId,
    String ref,
    long clientId,
    @Nullable Long contractId,
    String kind,
    BigDecimal amount,
    String status,
    Instant at,
    boolean provisional) {}
