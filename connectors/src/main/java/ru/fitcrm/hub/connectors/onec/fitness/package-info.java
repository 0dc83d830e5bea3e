/** Kind {@code onec-fitness}: a club's 1C through 1C:Fitness's own HTTP API v3. */
@NullMarked
package ru.fitcrm.hub.connectors.onec.fitness;

import org.jspecify.annotations.NullMarked;
