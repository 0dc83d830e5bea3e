/** The whole hub on a test database, for tests that talk to it from outside. */
@NullMarked
package ru.fitcrm.hub.config.testing;

import org.jspecify.annotations.NullMarked;
