/**
 * The REST API: one class per resource, and what they share: the way in, pages, patches, errors.
 */
@NullMarked
package ru.fitcrm.hub.config.api;

import org.jspecify.annotations.NullMarked;
