/** Kind {@code telegram}: a bot of Telegram. */
@NullMarked
package ru.fitcrm.hub.connectors.messenger.telegram;

import org.jspecify.annotations.NullMarked;
