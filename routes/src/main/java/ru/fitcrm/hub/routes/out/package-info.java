/** Ways out: what the core wants sent, to an outside system. */
@NullMarked
package ru.fitcrm.hub.routes.out;

import org.jspecify.annotations.NullMarked;
