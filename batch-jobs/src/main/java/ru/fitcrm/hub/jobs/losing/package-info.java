/** People who miss booking after booking. */
@NullMarked
package ru.fitcrm.hub.jobs.losing;

import org.jspecify.annotations.NullMarked;
