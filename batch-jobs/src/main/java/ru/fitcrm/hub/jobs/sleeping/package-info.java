/** People who pay and do not come. */
@NullMarked
package ru.fitcrm.hub.jobs.sleeping;

import org.jspecify.annotations.NullMarked;
