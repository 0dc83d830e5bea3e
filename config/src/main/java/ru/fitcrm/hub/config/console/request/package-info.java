/** The page of what people have asked the club for. */
@NullMarked
package ru.fitcrm.hub.config.console.request;

import org.jspecify.annotations.NullMarked;
