/** Payment gateways on loopback, and notifications as the real ones sign them. */
@NullMarked
package ru.fitcrm.hub.sandbox.payment;

import org.jspecify.annotations.NullMarked;
