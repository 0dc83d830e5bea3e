/** The public address other systems send to. */
@NullMarked
package ru.fitcrm.hub.config.receive;

import org.jspecify.annotations.NullMarked;
