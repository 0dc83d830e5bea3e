/** The journal of events, what follows from them by rule, and following it as it grows. */
@NullMarked
package ru.fitcrm.hub.core.journal;

import org.jspecify.annotations.NullMarked;
