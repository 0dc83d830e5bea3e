/** Twins of the outside systems on real sockets, for the demo and for tests. */
@NullMarked
package ru.fitcrm.hub.sandbox;

import org.jspecify.annotations.NullMarked;
