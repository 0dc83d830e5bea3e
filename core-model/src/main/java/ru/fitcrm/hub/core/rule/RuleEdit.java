package ru.fitcrm.hub.core.rule;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * A rule as somebody wants it.
 *
 * @param id null for a new one, or the one of this name
 * @param condition a JSON path predicate on the event's data, null for always
 * @param action CARD, LINE, DONE, NOTICE, MESSAGE or WEBHOOK
 * @param settings of a CARD {@code code, group?, reason, nextStep?, dueInDays?}; of a LINE {@code
 *     group}; of a DONE {@code code, group?, nextStep}; of a NOTICE {@code to, text{ru,en}?,
 *     channels[]?}; of a MESSAGE {@code to, addresses{channel}?, channels[], nextAfterMinutes?,
 *     purpose?, unlessStopped?, text{ru,en}, subject{ru,en}?,
 *     approved{name,language,parameters[]}?}; of a WEBHOOK {@code endpoints[]}, ids. {@code to} is
 *     CLIENT, RESPONSIBLE, EMPLOYEE (whom the event is about), FIXED or a role; {@code
 *     unlessStopped}: not to whom wrote «СТОП», though it is no advertising
 * @param enabled true if left out
 */
public record RuleEdit(
    @Nullable Long id,
    @Nullable String name,
    @Nullable String eventType,
    @Nullable String condition,
    @Nullable String action,
    @Nullable JsonNode settings,
    @Nullable Boolean enabled) {}
