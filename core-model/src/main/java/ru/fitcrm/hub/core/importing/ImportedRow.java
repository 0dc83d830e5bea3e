package ru.fitcrm.hub.core.importing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.core.sync.Packet;

/**
 * A row of a file, read.
 *
 * @param number in the file, from 1
 * @param cells as they stand there
 * @param ref the person's, in everything brought by files
 * @param told the person; empty if the row is rejected or says of a person what an earlier one said
 * @param signed a contract; empty if it tells of none
 * @param source where the person came from
 * @param comments for the person's history
 * @param faults what is wrong with it; of a rejected row the first says why
 * @param state whether it is to be taken
 */
public record ImportedRow(
    long number,
    List<String> cells,
    String ref,
    Optional<Packet.Client> told,
    Optional<Packet.Contract> signed,
    @Nullable String source,
    List<String> comments,
    List<ImportFault> faults,
    State state) {

  /** Whether it is to be taken. */
  public enum State {
    GOOD,
    /** Says nothing new. */
    REPEATED,
    REJECTED
  }

  public ImportedRow {
    comments = List.copyOf(comments);
    faults = List.copyOf(faults);
  }

  Packet.@Nullable Client client() {
    return told.orElse(null);
  }

  Packet.@Nullable Contract contract() {
    return signed.orElse(null);
  }

  ImportedRow with(ImportFault fault, State now) {
    List<ImportFault> all = new ArrayList<>(faults);
    all.add(fault);
    boolean good = now == State.GOOD;
    return new ImportedRow(
        number,
        cells,
        ref,
        good ? told : Optional.empty(),
        good ? signed : Optional.empty(),
        source,
        comments,
        all,
        now);
  }

  /** Rejected, and nothing of it kept. */
  ImportedRow without(ImportFault fault) {
    return new ImportedRow(
        number,
        List.of(),
        ref,
        Optional.empty(),
        Optional.empty(),
        null,
        List.of(),
        List.of(fault),
        State.REJECTED);
  }

  ImportedRow withoutContract(ImportFault fault) {
    List<ImportFault> all = new ArrayList<>(faults);
    all.add(fault);
    return new ImportedRow(
        number, cells, ref, told, Optional.empty(), source, comments, all, state);
  }

  /** Without anything personal, so that it reaches no log. */
  @Override
  public String toString() {
    return "ImportedRow[" + number + ", " + state + "]";
  }
}
