/** Kind {@code sms-ru}: SMS by the HTTP API of sms.ru, receipts by its callbacks. */
@NullMarked
package ru.fitcrm.hub.connectors.sms.smsru;

import org.jspecify.annotations.NullMarked;
