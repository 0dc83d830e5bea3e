/** Packages that run out. */
@NullMarked
package ru.fitcrm.hub.jobs.visits;

import org.jspecify.annotations.NullMarked;
