/** Proves that calls are told live, on every node and without a gap. */
@NullMarked
package ru.fitcrm.hub.config.live;

import org.jspecify.annotations.NullMarked;
