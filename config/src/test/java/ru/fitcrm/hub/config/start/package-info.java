/** Starts, stops, kills and refusals of the hub, on a real PostgreSQL. */
@NullMarked
package ru.fitcrm.hub.config.start;

import org.jspecify.annotations.NullMarked;
