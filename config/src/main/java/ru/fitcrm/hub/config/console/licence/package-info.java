/** The page of a club's licence: what it is, what happens when, and how to renew it. */
@NullMarked
package ru.fitcrm.hub.config.console.licence;

import org.jspecify.annotations.NullMarked;
