/** Ways to a club's 1C. */
@NullMarked
package ru.fitcrm.hub.connectors.onec;

import org.jspecify.annotations.NullMarked;
