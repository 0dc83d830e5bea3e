package ru.fitcrm.hub.sandbox.pbx;

import org.jspecify.annotations.Nullable;

/** Writes one frame of the manager protocol, header by header. */
final class Frame {

  private final StringBuilder text = new StringBuilder();

  private Frame() {}

  static Frame event(String name) {
    return new Frame().with("Event", name);
  }

  static Frame event(String name, String privilege) {
    return event(name).with("Privilege", privilege + ",all");
  }

  /** The answer to an action; carries its ActionID back when it had one. */
  static Frame response(String result, ReceivedAction action) {
    return new Frame().with("Response", result).answering(action);
  }

  static Frame error(ReceivedAction action, String message) {
    return response("Error", action).with("Message", message);
  }

  Frame answering(ReceivedAction action) {
    return withIfGiven("ActionID", action.field("ActionID"));
  }

  Frame with(String header, Object value) {
    if (!text.isEmpty()) {
      text.append("\r\n");
    }
    text.append(header).append(": ").append(value);
    return this;
  }

  Frame withIfGiven(String header, @Nullable Object value) {
    return value == null ? this : with(header, value);
  }

  PbxEvent done() {
    return new PbxEvent(text.toString());
  }
}
