package ru.fitcrm.hub.config.start;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The hub (or one of its commands) can't go on for a reason a person can put right. Each line
 * stands alone: it names the setting, file or role and the fix. Shown on standard error, exit code
 * 1, no stack trace.
 */
public final class StartRefused extends RuntimeException {

  private final List<String> lines;

  public StartRefused(List<String> lines) {
    super(String.join(System.lineSeparator(), lines));
    this.lines = List.copyOf(lines);
  }

  public StartRefused(String line) {
    this(List.of(line));
  }

  public StartRefused(String line, @Nullable Throwable cause) {
    this(List.of(line));
    if (cause != null) {
      initCause(cause);
    }
  }

  /** What to show, one fault a line; never empty. */
  public List<String> lines() {
    return lines;
  }
}
