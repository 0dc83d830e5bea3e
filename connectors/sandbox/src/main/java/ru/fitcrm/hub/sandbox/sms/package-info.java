/** A twin of gateways of SMS, and the phones behind them. */
@NullMarked
package ru.fitcrm.hub.sandbox.sms;

import org.jspecify.annotations.NullMarked;
