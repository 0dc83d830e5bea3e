/** Kind {@code smpp}: SMS by SMPP 3.4, straight to an operator or an aggregator. */
@NullMarked
package ru.fitcrm.hub.connectors.sms.smpp;

import org.jspecify.annotations.NullMarked;
