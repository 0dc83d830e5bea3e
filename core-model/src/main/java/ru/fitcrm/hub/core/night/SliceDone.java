package ru.fitcrm.hub.core.night;

import org.jspecify.annotations.Nullable;

/**
 * What a slice came to.
 *
 * @param found what the rule found
 * @param made what came of it
 * @param next where the next slice of this club begins, null when the club is done
 */
public record SliceDone(long found, long made, @Nullable String next) {

  /** All of a club in one. */
  public static SliceDone whole(long found, long made) {
    return new SliceDone(found, made, null);
  }
}
