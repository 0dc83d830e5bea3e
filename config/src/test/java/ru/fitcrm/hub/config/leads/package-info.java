/** Leads of the hub on their way to a club's 1C. */
@NullMarked
package ru.fitcrm.hub.config.leads;

import org.jspecify.annotations.NullMarked;
