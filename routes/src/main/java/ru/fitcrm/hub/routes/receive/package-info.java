/** What comes to the public addresses of connections: written down, applied, answered. */
@NullMarked
package ru.fitcrm.hub.routes.receive;

import org.jspecify.annotations.NullMarked;
