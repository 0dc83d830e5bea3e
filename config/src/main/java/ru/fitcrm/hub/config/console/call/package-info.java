/** The list of calls, and numbers that are nobody's clients. */
@NullMarked
package ru.fitcrm.hub.config.console.call;

import org.jspecify.annotations.NullMarked;
