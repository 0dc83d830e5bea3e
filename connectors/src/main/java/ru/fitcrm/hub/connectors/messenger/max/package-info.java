/** Kind {@code max}: a bot of MAX. */
@NullMarked
package ru.fitcrm.hub.connectors.messenger.max;

import org.jspecify.annotations.NullMarked;
