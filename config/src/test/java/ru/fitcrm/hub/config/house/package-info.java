/** How the house is built, held by tests. */
@NullMarked
package ru.fitcrm.hub.config.house;

import org.jspecify.annotations.NullMarked;
