/** What happens, told to browsers and programs as it happens. */
@NullMarked
package ru.fitcrm.hub.config.live;

import org.jspecify.annotations.NullMarked;
