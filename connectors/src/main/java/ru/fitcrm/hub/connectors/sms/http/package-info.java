/** Kind {@code http-sms}: any gateway of SMS that speaks HTTP, described by settings. */
@NullMarked
package ru.fitcrm.hub.connectors.sms.http;

import org.jspecify.annotations.NullMarked;
