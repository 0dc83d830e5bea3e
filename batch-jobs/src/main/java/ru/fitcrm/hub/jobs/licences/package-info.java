/** Notices of licences that end. */
@NullMarked
package ru.fitcrm.hub.jobs.licences;

import org.jspecify.annotations.NullMarked;
