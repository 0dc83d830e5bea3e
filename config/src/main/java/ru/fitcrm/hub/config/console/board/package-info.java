/** The board: six columns of cards, moved by hand, menu or keyboard. */
@NullMarked
package ru.fitcrm.hub.config.console.board;

import org.jspecify.annotations.NullMarked;
