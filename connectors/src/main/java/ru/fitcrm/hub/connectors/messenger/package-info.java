/** Messengers, a room for each. */
@NullMarked
package ru.fitcrm.hub.connectors.messenger;

import org.jspecify.annotations.NullMarked;
