package ru.fitcrm.hub.core.sync;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row that was read.
 *
 * @param hash of all that was told, without the version
 * @param ownerRef whose it is: the client's ref; of a shift, the employee's
 * @param bare only that it was deleted was told: the other cells are empty and mean nothing
 * @param cells in the order of the entity's columns
 * @param notes cells that were left out
 * @param told the row as it came
 */
record StagedRow(
    Entity entity,
    String ref,
    @Nullable Long version,
    long hash,
    @Nullable String ownerRef,
    boolean bare,
    List<@Nullable Object> cells,
    List<Rejection> notes,
    Object told) {}
