/** Who may use the hub: users and API keys. */
@NullMarked
package ru.fitcrm.hub.core.access;

import org.jspecify.annotations.NullMarked;
