/** The console in a real browser. */
@NullMarked
package ru.fitcrm.hub.config.console;

import org.jspecify.annotations.NullMarked;
