/** What people set of a club's rules: checked when saved, tried on what has happened. */
@NullMarked
package ru.fitcrm.hub.core.rule;

import org.jspecify.annotations.NullMarked;
