/**
 * Employees' work hours: written by people here, given to the club's system where it takes them.
 */
@NullMarked
package ru.fitcrm.hub.core.shift;

import org.jspecify.annotations.NullMarked;
