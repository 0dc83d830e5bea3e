/** Whose birthday it is. */
@NullMarked
package ru.fitcrm.hub.jobs.birthdays;

import org.jspecify.annotations.NullMarked;
