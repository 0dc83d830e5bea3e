/** What the hub watches of itself while it runs. */
@NullMarked
package ru.fitcrm.hub.config.watch;

import org.jspecify.annotations.NullMarked;
