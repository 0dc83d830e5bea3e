/** Gateways of SMS, a room for each. */
@NullMarked
package ru.fitcrm.hub.connectors.sms;

import org.jspecify.annotations.NullMarked;
