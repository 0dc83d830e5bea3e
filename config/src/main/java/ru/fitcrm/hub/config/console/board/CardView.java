package ru.fitcrm.hub.config.console.board;

import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.core.board.Task;
import ru.fitcrm.hub.core.call.Call;

/**
 * A card as the board shows it.
 *
 * @param lastCall the newest call on the card
 */
record CardView(
    Task task, @Nullable String responsible, @Nullable String branch, @Nullable Call lastCall) {}
