/** Speeds, measured and never asserted: {@code mvn verify -Pbench}. */
@NullMarked
package ru.fitcrm.hub.config.bench;

import org.jspecify.annotations.NullMarked;
