/** Messages to people and from them, the whole way over real sockets. */
@NullMarked
package ru.fitcrm.hub.config.message;

import org.jspecify.annotations.NullMarked;
