/**
 * Phone calls: the facts a PBX tells, the one row a call, and what follows for people and cards.
 */
@NullMarked
package ru.fitcrm.hub.core.call;

import org.jspecify.annotations.NullMarked;
