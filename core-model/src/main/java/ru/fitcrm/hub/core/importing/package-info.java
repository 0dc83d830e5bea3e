/** Files of clients that people bring: kept, checked, and taken into the club a slice at a time. */
@NullMarked
package ru.fitcrm.hub.core.importing;

import org.jspecify.annotations.NullMarked;
