package ru.fitcrm.hub.core.retention;

/**
 * How long a club keeps what it need not keep for ever.
 *
 * @param bodyDays days that raw bodies, headers and answers are kept, 1 to 365
 * @param logDays days that rows of the inbox and the outbox, notices and runs of the sync are kept,
 *     30 to 3650, not fewer than {@code bodyDays}
 * @param leadMonths months without a sign of life after which a lead that became no client is
 *     erased, 3 to 120; 0: never
 */
public record Keeping(int bodyDays, int logDays, int leadMonths) {}
