/** What the hub writes to people and what they write back: channels, texts, consent, receipts. */
@NullMarked
package ru.fitcrm.hub.core.message;

import org.jspecify.annotations.NullMarked;
