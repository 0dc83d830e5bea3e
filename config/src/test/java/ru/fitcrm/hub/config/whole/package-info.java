/** The whole hub: real sockets in, the API out, several processes. */
@NullMarked
package ru.fitcrm.hub.config.whole;

import org.jspecify.annotations.NullMarked;
