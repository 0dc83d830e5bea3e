/** A room per outside system: its settings, its client, its test, its errors. */
@NullMarked
package ru.fitcrm.hub.connectors;

import org.jspecify.annotations.NullMarked;
