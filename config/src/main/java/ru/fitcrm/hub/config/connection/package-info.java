/** How a connection is checked, saved and tried, for the API and the console alike. */
@NullMarked
package ru.fitcrm.hub.config.connection;

import org.jspecify.annotations.NullMarked;
