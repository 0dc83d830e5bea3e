/** Connections of a club to outside systems: settings, secrets, health, ownership. */
@NullMarked
package ru.fitcrm.hub.core.connection;

import org.jspecify.annotations.NullMarked;
