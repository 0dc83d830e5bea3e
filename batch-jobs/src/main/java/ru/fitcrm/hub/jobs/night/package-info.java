/** How the night runs: what is owed is written down each minute, launched, and done in slices. */
@NullMarked
package ru.fitcrm.hub.jobs.night;

import org.jspecify.annotations.NullMarked;
