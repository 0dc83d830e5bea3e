/** People: clients and leads, their phones, and the desk where leads are made. */
@NullMarked
package ru.fitcrm.hub.core.person;

import org.jspecify.annotations.NullMarked;
