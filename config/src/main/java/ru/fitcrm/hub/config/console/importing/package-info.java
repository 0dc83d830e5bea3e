/** Bringing files of clients: upload, columns, check, progress. */
@NullMarked
package ru.fitcrm.hub.config.console.importing;

import org.jspecify.annotations.NullMarked;
