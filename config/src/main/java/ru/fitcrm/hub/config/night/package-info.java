/** What people may ask of the night, by the API and by the console alike. */
@NullMarked
package ru.fitcrm.hub.config.night;

import org.jspecify.annotations.NullMarked;
