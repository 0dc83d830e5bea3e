/** What all ways to a club's 1C share: its words for trouble, its manners, its empty values. */
@NullMarked
package ru.fitcrm.hub.connectors.onec;

import org.jspecify.annotations.NullMarked;
