/** 1C, or anything else, pushes its rows to the hub. */
@NullMarked
package ru.fitcrm.hub.connectors.onec.push;

import org.jspecify.annotations.NullMarked;
