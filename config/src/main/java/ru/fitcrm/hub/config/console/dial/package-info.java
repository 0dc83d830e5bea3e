/** The button that calls a client: it rings one's own phone first, and tells how it goes. */
@NullMarked
package ru.fitcrm.hub.config.console.dial;

import org.jspecify.annotations.NullMarked;
