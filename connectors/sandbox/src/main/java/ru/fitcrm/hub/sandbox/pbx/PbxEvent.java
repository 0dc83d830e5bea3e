package ru.fitcrm.hub.sandbox.pbx;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One event of the manager protocol, as text: header lines joined by CRLF, without the empty line
 * that ends it.
 */
public final class PbxEvent {

  private final String text;
  private final String name;
  private byte @Nullable [] wire;

  PbxEvent(String text) {
    this.text = text;
    String found = field("Event");
    this.name = found == null ? "" : found;
  }

  /** The type of the event, for example {@code Newchannel}. */
  public String name() {
    return name;
  }

  /** Value of the first header of this name (upper and lower case are the same), or null. */
  public @Nullable String field(String header) {
    int start = 0;
    while (start < text.length()) {
      int end = text.indexOf("\r\n", start);
      int stop = end < 0 ? text.length() : end;
      int colon = start + header.length();
      if (colon < stop
          && text.charAt(colon) == ':'
          && text.regionMatches(true, start, header, 0, header.length())) {
        return text.substring(colon + 1, stop).strip();
      }
      start = stop + 2;
    }
    return null;
  }

  /** Value of the header, or an empty text when it is missing. */
  public String fieldOrEmpty(String header) {
    String value = field(header);
    return value == null ? "" : value;
  }

  /** The header lines as they go over the wire, without the empty line at the end. */
  public String text() {
    return text;
  }

  /** What goes over the wire. Made once, because many sessions send the same event. */
  byte[] wire() {
    byte[] made = wire;
    if (made == null) {
      made = (text + "\r\n\r\n").getBytes(StandardCharsets.UTF_8);
      wire = made;
    }
    return made;
  }

  @Override
  public String toString() {
    return name + " " + fieldOrEmpty("Uniqueid");
  }
}
