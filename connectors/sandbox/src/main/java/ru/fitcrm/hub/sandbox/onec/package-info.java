/** A club's 1C on a real socket: a generated base, published the ways 1C publishes one. */
@NullMarked
package ru.fitcrm.hub.sandbox.onec;

import org.jspecify.annotations.NullMarked;
