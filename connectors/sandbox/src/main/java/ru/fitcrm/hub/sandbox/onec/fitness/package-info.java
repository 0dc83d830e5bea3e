/** The sandbox 1C's own HTTP API v3, and the receivers of leads beside it. */
@NullMarked
package ru.fitcrm.hub.sandbox.onec.fitness;

import org.jspecify.annotations.NullMarked;
