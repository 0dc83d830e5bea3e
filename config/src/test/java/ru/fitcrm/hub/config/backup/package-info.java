/** Backup and restore between two real databases. */
@NullMarked
package ru.fitcrm.hub.config.backup;

import org.jspecify.annotations.NullMarked;
