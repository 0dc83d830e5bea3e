/** How the messages of inbox and outbox are asked for and found, the same for both. */
@NullMarked
package ru.fitcrm.hub.core.box;

import org.jspecify.annotations.NullMarked;
