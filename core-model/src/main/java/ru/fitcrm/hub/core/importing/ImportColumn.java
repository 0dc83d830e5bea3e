package ru.fitcrm.hub.core.importing;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A column of a file.
 *
 * @param index from 0
 * @param header its name in the file, or {@code Столбец 3} if it has none
 * @param field what it is taken for; null if it is not taken
 * @param confidence how sure the hub was when it proposed that, 0–100; 100 when a person chose it
 * @param samples a few of its cells; personal data
 */
public record ImportColumn(
    int index, String header, @Nullable ImportField field, int confidence, List<String> samples) {

  public ImportColumn {
    samples = List.copyOf(samples);
  }

  ImportColumn as(@Nullable ImportField chosen) {
    return new ImportColumn(index, header, chosen, 100, samples);
  }

  ImportColumn withoutSamples() {
    return new ImportColumn(index, header, field, confidence, List.of());
  }

  /** Without the samples, so that they reach no log. */
  @Override
  public String toString() {
    return "ImportColumn[" + index + ", " + field + "]";
  }
}
