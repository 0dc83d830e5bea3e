package ru.fitcrm.hub.connectors.asterisk;

import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;

/**
 * Lines of a PBX's stream, ended by CR LF, none longer and no event larger than can be real: what
 * is beyond is read and thrown away, so that a line that never ends costs no memory and the next
 * event is heard. Control characters, which a database refuses to keep, are left out; a bare LF
 * stays, as some programs end a header by it.
 */
final class BoundedLines {
  /** In characters; the longest of the recordings has 300. */
  static final int LONGEST_LINE = 8 * 1024;

  /** In characters; the largest event of the recordings has 2,000. */
  static final int LARGEST_EVENT = 64 * 1024;

  /** What a header costs beside its characters. */
  private static final int HEADER_COST = 32;

  private static final int BUFFER = 2 * 1024;

  private final Reader in;
  private final char[] buffer = new char[BUFFER];
  private int at;
  private int end;
  private int ofEvent;

  BoundedLines(Reader in) {
    this.in = in;
  }

  /** The next line, empty between two events; null at the end of the stream. */
  @Nullable String next() throws IOException {
    String line = line();
    while (line != null && isTooMuch(line)) {
      line = line();
    }
    return line;
  }

  private boolean isTooMuch(String line) {
    ofEvent = line.isEmpty() ? 0 : Math.min(ofEvent, LARGEST_EVENT) + line.length() + HEADER_COST;
    return ofEvent > LARGEST_EVENT;
  }

  /** A line that the end of the stream cut is none. */
  private @Nullable String line() throws IOException {
    StringBuilder line = new StringBuilder(80);
    boolean afterReturn = false;
    while (at < end || fill()) {
      char next = buffer[at++];
      if (afterReturn && next == '\n') {
        return line.toString();
      }
      afterReturn = next == '\r';
      if (isText(next) && line.length() < LONGEST_LINE) {
        line.append(next);
      }
    }
    return null;
  }

  private boolean fill() throws IOException {
    at = 0;
    end = Math.max(0, in.read(buffer, 0, buffer.length));
    return end > 0;
  }

  private static boolean isText(char c) {
    return (c >= ' ' && c != '\u007f') || c == '\n' || c == '\t';
  }
}
