/** What people ask of a club by forms: whose it is, the card, and when it was answered. */
@NullMarked
package ru.fitcrm.hub.core.request;

import org.jspecify.annotations.NullMarked;
