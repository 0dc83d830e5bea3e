/** A real PostgreSQL for tests: one server a JVM, a fresh database for whoever asks. */
@NullMarked
package ru.fitcrm.hub.core.testing;

import org.jspecify.annotations.NullMarked;
