/**
 * Questions people ask of a club's base by name: who owes, who pays today, what a client brought.
 */
@NullMarked
package ru.fitcrm.hub.core.report;

import org.jspecify.annotations.NullMarked;
