/**
 * The thin core: what a club knows of its people, calls and tasks, and the journal of what
 * happened.
 */
@NullMarked
package ru.fitcrm.hub.core;

import org.jspecify.annotations.NullMarked;
