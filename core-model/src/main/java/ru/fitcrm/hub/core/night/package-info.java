/** What the night owes to which club for which date, and what came of it. */
@NullMarked
package ru.fitcrm.hub.core.night;

import org.jspecify.annotations.NullMarked;
