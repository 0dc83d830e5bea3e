/** Ways in: what an outside system tells, to the core. */
@NullMarked
package ru.fitcrm.hub.routes.in;

import org.jspecify.annotations.NullMarked;
