/** The night's comparison of each club with its system of record. */
@NullMarked
package ru.fitcrm.hub.jobs.drift;

import org.jspecify.annotations.NullMarked;
