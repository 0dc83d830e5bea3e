/** How the hub starts: its settings, its database, its first words; and how it stops. */
@NullMarked
package ru.fitcrm.hub.config.start;

import org.jspecify.annotations.NullMarked;
