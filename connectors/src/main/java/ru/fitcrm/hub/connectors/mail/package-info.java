/** Kind {@code smtp}: e-mail by a mail server. */
@NullMarked
package ru.fitcrm.hub.connectors.mail;

import org.jspecify.annotations.NullMarked;
