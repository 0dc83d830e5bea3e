/** Messages of several channels while receivers, the hub and its database fail at random. */
@NullMarked
package ru.fitcrm.hub.config.message.chaos;

import org.jspecify.annotations.NullMarked;
