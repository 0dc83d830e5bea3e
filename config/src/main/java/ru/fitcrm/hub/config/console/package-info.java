/** The console: what people of a club see and do in the browser. */
@NullMarked
package ru.fitcrm.hub.config.console;

import org.jspecify.annotations.NullMarked;
