/** Kind {@code whatsapp-cloud}: WhatsApp by Meta's own Cloud API. */
@NullMarked
package ru.fitcrm.hub.connectors.messenger.whatsapp;

import org.jspecify.annotations.NullMarked;
