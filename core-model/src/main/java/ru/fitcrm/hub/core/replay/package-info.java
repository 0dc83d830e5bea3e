/** Replaying many messages by filter: a task with a count, a cap, progress and a stop. */
@NullMarked
package ru.fitcrm.hub.core.replay;

import org.jspecify.annotations.NullMarked;
