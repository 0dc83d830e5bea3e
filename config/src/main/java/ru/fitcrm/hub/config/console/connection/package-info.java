/** Connections: how they fare, their settings and their Test. */
@NullMarked
package ru.fitcrm.hub.config.console.connection;

import org.jspecify.annotations.NullMarked;
