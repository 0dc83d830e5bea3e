/** The bell: notices not read yet. */
@NullMarked
package ru.fitcrm.hub.config.console.notice;

import org.jspecify.annotations.NullMarked;
