/** The commands backup and restore: a logical copy of the whole database in a folder of files. */
@NullMarked
package ru.fitcrm.hub.config.backup;

import org.jspecify.annotations.NullMarked;
