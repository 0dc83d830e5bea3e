/** The tenant: clubs, branches, employees, and the one gate every transaction passes. */
@NullMarked
package ru.fitcrm.hub.core.club;

import org.jspecify.annotations.NullMarked;
