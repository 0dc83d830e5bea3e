/** The page of a club's rules: what follows from what happens. */
@NullMarked
package ru.fitcrm.hub.config.console.rule;

import org.jspecify.annotations.NullMarked;
