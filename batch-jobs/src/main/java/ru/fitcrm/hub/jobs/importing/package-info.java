/**
 * Reads files of clients: what they are, what their columns are, and their rows, a slice at a time.
 */
@NullMarked
package ru.fitcrm.hub.jobs.importing;

import org.jspecify.annotations.NullMarked;
