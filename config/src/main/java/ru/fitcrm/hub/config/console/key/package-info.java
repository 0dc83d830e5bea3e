/** The page of a club's API keys. */
@NullMarked
package ru.fitcrm.hub.config.console.key;

import org.jspecify.annotations.NullMarked;
