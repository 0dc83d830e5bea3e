/** The door of a club: who comes in is asked for the club's licence first. */
@NullMarked
package ru.fitcrm.hub.config.licence;

import org.jspecify.annotations.NullMarked;
