/** The jobs of the night through the hub's doors. */
@NullMarked
package ru.fitcrm.hub.config.night;

import org.jspecify.annotations.NullMarked;
