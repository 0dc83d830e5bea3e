/** The night: a folder per job, each a class with its SQL beside it. */
@NullMarked
package ru.fitcrm.hub.jobs;

import org.jspecify.annotations.NullMarked;
