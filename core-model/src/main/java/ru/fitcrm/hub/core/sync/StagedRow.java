package ru.fitcrm.hub.core.sync;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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
    Object told) {

  /** As it was told, but for what may speak of the person. */
  StagedRow withoutTexts() {
    EntityTable table =
        EntityTable.ALL.stream().filter(one -> one.entity() == entity).findFirst().orElseThrow();
    List<@Nullable Object> silent = new ArrayList<>(cells);
    for (int i = 0; i < silent.size(); i++) {
      if (SPEAKING.contains(table.told().get(i).name())) {
        silent.set(i, null);
      }
    }
    return new StagedRow(entity, ref, version, hash, ownerRef, bare, silent, List.of(), told);
  }

  private static final Set<String> SPEAKING = Set.of("reason", "transaction_ref");
}
