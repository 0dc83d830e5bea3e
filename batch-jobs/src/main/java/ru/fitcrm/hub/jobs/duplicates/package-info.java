/** People who seem to be one. */
@NullMarked
package ru.fitcrm.hub.jobs.duplicates;

import org.jspecify.annotations.NullMarked;
