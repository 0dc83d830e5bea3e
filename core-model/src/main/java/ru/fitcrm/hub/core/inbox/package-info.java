/** What came in from outside: durable before the sender is answered, and applied once. */
@NullMarked
package ru.fitcrm.hub.core.inbox;

import org.jspecify.annotations.NullMarked;
