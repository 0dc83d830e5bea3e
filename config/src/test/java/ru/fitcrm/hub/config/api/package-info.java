/** Proves the REST API over real HTTP. */
@NullMarked
package ru.fitcrm.hub.config.api;

import org.jspecify.annotations.NullMarked;
