package ru.fitcrm.hub.core.sync;

import org.jspecify.annotations.Nullable;

/**
 * Where a comparison stands.
 *
 * @param entity what is compared, of the steps that compare
 * @param done rows of this step so far
 * @param at where the step goes on, null at its beginning
 */
record ComparePlace(Step step, @Nullable Entity entity, int done, @Nullable String at) {

  /** In this order. */
  enum Step {
    /** What changed is read first: it is no drift. */
    CHANGES,
    /** Counts and sums. */
    WEIGH,
    /** Rows known to differ, again. */
    KNOWN,
    /** Rows as the system lists them. */
    THERE,
    /** The hub's own rows, asked for by id. */
    HERE,
    /** People with rows known to differ, where only people can be read. */
    KNOWN_PEOPLE,
    /** A sample of people. */
    PEOPLE
  }

  static ComparePlace of(Step step) {
    return new ComparePlace(step, null, 0, null);
  }

  static ComparePlace of(Step step, Entity entity) {
    return new ComparePlace(step, entity, 0, null);
  }

  static ComparePlace read(String text) {
    String[] parts = text.split("\\|", 4);
    return new ComparePlace(
        Step.valueOf(parts[0]),
        parts[1].isEmpty() ? null : Entity.valueOf(parts[1]),
        Integer.parseInt(parts[2]),
        parts[3].isEmpty() ? null : parts[3]);
  }

  ComparePlace on(int more, @Nullable String next) {
    return new ComparePlace(step, entity, done + more, next);
  }

  @Override
  public String toString() {
    return step + "|" + (entity == null ? "" : entity) + "|" + done + "|" + (at == null ? "" : at);
  }
}
