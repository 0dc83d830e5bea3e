/** Finding people, and one person's page. */
@NullMarked
package ru.fitcrm.hub.config.console.client;

import org.jspecify.annotations.NullMarked;
