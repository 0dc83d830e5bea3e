/** Settings of connections as data: their shape, their reading and checking, their secrets. */
@NullMarked
package ru.fitcrm.hub.connectors.settings;

import org.jspecify.annotations.NullMarked;
