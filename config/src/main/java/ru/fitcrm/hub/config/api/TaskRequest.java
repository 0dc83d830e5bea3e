package ru.fitcrm.hub.config.api;

import java.time.LocalDate;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/**
 * A card to be made.
 *
 * @param phone of a person; an unknown one becomes a lead. Either this or {@code clientId}
 * @param name of the person, used only when the phone is unknown
 * @param reason «Задача» if left out
 * @param status id or name of the club's status
 */
record TaskRequest(
    @Nullable String phone,
    @Nullable Long clientId,
    @Nullable String name,
    @Nullable String reason,
    @Nullable String nextStep,
    @Nullable LocalDate dueOn,
    @Nullable LocalTime dueTime,
    @Nullable String status,
    @Nullable Long responsibleId,
    @Nullable Long branchId,
    @Nullable String comment) {}
