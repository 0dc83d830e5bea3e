/** What is past its term. */
@NullMarked
package ru.fitcrm.hub.jobs.retention;

import org.jspecify.annotations.NullMarked;
