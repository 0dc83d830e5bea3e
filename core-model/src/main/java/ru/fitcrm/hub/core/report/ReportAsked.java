package ru.fitcrm.hub.core.report;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a report is asked for.
 *
 * @param date the club's day it is asked for
 * @param from first day of a period
 * @param to last day of it, included
 * @param branch of the clients; null is all
 * @param responsible employee of the clients; null is all
 * @param client only this one's rows; null is all
 * @param missedInARow how many missed bookings are a warning; null is the club's own limit
 * @param method one of {@link Report#methods}, empty if there are none
 */
public record ReportAsked(
    LocalDate date,
    LocalDate from,
    LocalDate to,
    @Nullable Long branch,
    @Nullable Long responsible,
    @Nullable Long client,
    @Nullable Integer missedInARow,
    String method) {}
