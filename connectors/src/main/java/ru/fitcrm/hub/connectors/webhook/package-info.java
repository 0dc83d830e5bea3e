/**
 * Forms of sites and anything else that posts to the hub: who sent it, and what its fields mean.
 */
@NullMarked
package ru.fitcrm.hub.connectors.webhook;

import org.jspecify.annotations.NullMarked;
