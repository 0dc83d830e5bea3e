/** People who do not come any more. */
@NullMarked
package ru.fitcrm.hub.jobs.lost;

import org.jspecify.annotations.NullMarked;
