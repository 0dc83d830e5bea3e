/** An open card: who it is about, what was said, what comes next. */
@NullMarked
package ru.fitcrm.hub.config.console.task;

import org.jspecify.annotations.NullMarked;
