/** The board: cards, their columns and statuses, and notices to employees. */
@NullMarked
package ru.fitcrm.hub.core.board;

import org.jspecify.annotations.NullMarked;
