/** The pages of what came in and what goes out: find, look, replay. */
@NullMarked
package ru.fitcrm.hub.config.console.box;

import org.jspecify.annotations.NullMarked;
