/**
 * A club's system of record, such as 1C: what it tells is compared with what is known, and only
 * what differs is written.
 */
@NullMarked
package ru.fitcrm.hub.core.sync;

import org.jspecify.annotations.NullMarked;
