package ru.fitcrm.hub.core.connection;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a Test of a connection found, step by step, in the order tried. A step after a failed one is
 * not tried and not listed.
 */
public record TestReport(boolean ok, List<Step> steps) {

  /**
   * @param name stable code of the step, for example {@code login}
   * @param answer the outside system's real answer, secrets left out
   * @param hint what to do about it, code of a text in the console's language; null when there is
   *     nothing to do. A step may be ok and have one: a clock that is a little wrong
   */
  public record Step(String name, boolean ok, String answer, @Nullable String hint) {}

  public static TestReport of(List<Step> steps) {
    return new TestReport(steps.stream().allMatch(Step::ok), List.copyOf(steps));
  }
}
