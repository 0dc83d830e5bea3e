package ru.fitcrm.hub.core.shift;

import java.time.LocalDate;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/**
 * What may be set of work hours, by the club's calendar and clock.
 *
 * @param employeeId whose they are; stays as it is once they are made
 * @param end not after {@code start} is a time of the next day, so that no hours are longer than 24
 */
public record ShiftEdit(
    @Nullable Long employeeId,
    @Nullable LocalDate date,
    @Nullable LocalTime start,
    @Nullable LocalTime end) {}
