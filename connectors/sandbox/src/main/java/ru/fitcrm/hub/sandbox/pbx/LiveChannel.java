package ru.fitcrm.hub.sandbox.pbx;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A channel of the PBX at this moment, as the events told of it so far. */
final class LiveChannel {

  private static final List<String> HEADERS =
      List.of(
          "Channel",
          "ChannelState",
          "ChannelStateDesc",
          "CallerIDNum",
          "CallerIDName",
          "ConnectedLineNum",
          "ConnectedLineName",
          "Language",
          "AccountCode",
          "Context",
          "Exten",
          "Priority",
          "Uniqueid",
          "Linkedid");

  final Instant since;
  final String dnid;
  String application = "";
  String applicationData = "";
  @Nullable String bridge;
  @Nullable String queue;
  boolean ringing;
  @Nullable String dialledBy;
  private final Map<String, String> headers = new LinkedHashMap<>();

  LiveChannel(PbxEvent newchannel, Instant since) {
    this.since = since;
    HEADERS.forEach(header -> headers.put(header, ""));
    update(newchannel, "");
    this.dnid = get("ChannelStateDesc").equals("Ring") ? get("Exten") : "";
  }

  /** Takes over what the event says of this channel under headers with this prefix. */
  void update(PbxEvent event, String prefix) {
    for (String header : HEADERS) {
      String value = event.field(prefix + header);
      if (value != null) {
        headers.put(header, value);
      }
    }
  }

  String get(String header) {
    return headers.getOrDefault(header, "");
  }

  String uniqueId() {
    return get("Uniqueid");
  }

  String linkedId() {
    return get("Linkedid");
  }

  String technology() {
    String channel = get("Channel");
    return channel.contains("/") ? channel.substring(0, channel.indexOf('/')) : channel;
  }

  void runs(String newApplication, String data) {
    application = newApplication;
    applicationData = data;
  }

  Duration age(Instant now) {
    Duration age = Duration.between(since, now);
    return age.isNegative() ? Duration.ZERO : age;
  }

  /** The snapshot of the channel that nearly every event and list item carries. */
  Frame describe(Frame frame) {
    return describe(frame, "");
  }

  Frame describe(Frame frame, String prefix) {
    headers.forEach((header, value) -> frame.with(prefix + header, value));
    return frame;
  }
}
