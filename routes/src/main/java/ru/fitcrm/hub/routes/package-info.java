/** What flows where: Camel components and routes; no business rule lives here. */
@NullMarked
package ru.fitcrm.hub.routes;

import org.jspecify.annotations.NullMarked;
