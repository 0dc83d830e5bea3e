/** Cards whose day has passed. */
@NullMarked
package ru.fitcrm.hub.jobs.overdue;

import org.jspecify.annotations.NullMarked;
