/** Contracts that end soon. */
@NullMarked
package ru.fitcrm.hub.jobs.expiring;

import org.jspecify.annotations.NullMarked;
