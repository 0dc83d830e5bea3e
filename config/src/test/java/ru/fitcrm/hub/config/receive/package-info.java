/** What comes to the public addresses, over real HTTP into a real PostgreSQL. */
@NullMarked
package ru.fitcrm.hub.config.receive;

import org.jspecify.annotations.NullMarked;
