/** Payment gateways: whether it is they who tell, and what became of a payment. */
@NullMarked
package ru.fitcrm.hub.connectors.payment;

import org.jspecify.annotations.NullMarked;
