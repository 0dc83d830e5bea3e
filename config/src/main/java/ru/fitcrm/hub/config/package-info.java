/** Where the hub is set up, watched and asked. */
@NullMarked
package ru.fitcrm.hub.config;

import org.jspecify.annotations.NullMarked;
