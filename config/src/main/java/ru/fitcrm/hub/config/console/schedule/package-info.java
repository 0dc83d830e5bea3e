/** The page «График работы»: a month of somebody's work hours. */
@NullMarked
package ru.fitcrm.hub.config.console.schedule;

import org.jspecify.annotations.NullMarked;
