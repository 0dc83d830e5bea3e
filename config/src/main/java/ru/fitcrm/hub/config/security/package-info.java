/** Who may come in: API keys, sessions of the console, the first administrator. */
@NullMarked
package ru.fitcrm.hub.config.security;

import org.jspecify.annotations.NullMarked;
