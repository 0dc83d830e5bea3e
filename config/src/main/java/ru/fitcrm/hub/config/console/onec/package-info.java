/** How the club is kept in step with its 1C: what runs, what ran, what could not be taken. */
@NullMarked
package ru.fitcrm.hub.config.console.onec;

import org.jspecify.annotations.NullMarked;
