package ru.fitcrm.hub.core.night;

import java.time.LocalDate;
import java.util.UUID;

/**
 * A run in the hands of one worker, until it is silent for a minute.
 *
 * @param round how often the run was begun anew, from 1
 */
public record RunLease(
    long run, String job, LocalDate businessDate, boolean dryRun, int round, UUID lease) {}
