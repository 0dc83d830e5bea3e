/**
 * What must go out: put once, claimed in order, settled by its outcome, retried, expired, replayed.
 */
@NullMarked
package ru.fitcrm.hub.core.outbox;

import org.jspecify.annotations.NullMarked;
