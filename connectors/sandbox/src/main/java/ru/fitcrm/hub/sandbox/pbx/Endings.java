package ru.fitcrm.hub.sandbox.pbx;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The events by which calls end when somebody else than the phones ends them. */
final class Endings {

  private final LiveState state;
  private final List<PbxEvent> events = new ArrayList<>();

  private Endings(LiveState state) {
    this.state = state;
  }

  /** Ends these channels: requests, dials, bridges, queues, then the hangups, legs first. */
  static List<PbxEvent> of(LiveState state, List<LiveChannel> channels, int cause) {
    Endings endings = new Endings(state);
    channels.forEach(each -> endings.requested(each, cause));
    channels.forEach(endings::dialEnds);
    endings.bridgesEnd(channels);
    channels.forEach(endings::queueEnds);
    channels.reversed().forEach(endings::hangsUp);
    return endings.events;
  }

  private void requested(LiveChannel channel, int cause) {
    events.add(about(channel, "SoftHangupRequest", "call").with("Cause", cause).done());
  }

  private void dialEnds(LiveChannel leg) {
    if (!leg.ringing) {
      return;
    }
    Frame frame = Frame.event("DialEnd", "call");
    @Nullable LiveChannel caller = state.channel(leg.dialledBy);
    if (caller != null) {
      caller.describe(frame);
    }
    events.add(leg.describe(frame, "Dest").with("DialStatus", "NOANSWER").done());
  }

  private void bridgesEnd(List<LiveChannel> channels) {
    Set<LiveBridge> left = new LinkedHashSet<>();
    for (LiveChannel channel : channels) {
      @Nullable LiveBridge bridge = state.bridge(channel.bridge);
      if (bridge != null) {
        Frame frame = bridge.describe(Frame.event("BridgeLeave", "call"), 0);
        events.add(channel.describe(frame).done());
        left.add(bridge);
      }
    }
    left.forEach(
        bridge -> events.add(bridge.describe(Frame.event("BridgeDestroy", "call"), 0).done()));
  }

  private void queueEnds(LiveChannel channel) {
    String queue = channel.queue;
    if (queue != null && channel.bridge == null) {
      events.add(
          about(channel, "QueueCallerAbandon", "agent")
              .with("Queue", queue)
              .with("Position", 1)
              .with("OriginalPosition", 1)
              .with("HoldTime", 0)
              .done());
      events.add(
          about(channel, "QueueCallerLeave", "agent")
              .with("Queue", queue)
              .with("Position", 1)
              .with("Count", 0)
              .done());
    }
  }

  private void hangsUp(LiveChannel channel) {
    boolean up = channel.get("ChannelStateDesc").equals("Up");
    events.add(
        about(channel, "Hangup", "call")
            .with("Cause", up ? 16 : 0)
            .with("Cause-txt", up ? "Normal Clearing" : "Unknown")
            .done());
  }

  private static Frame about(LiveChannel channel, String event, String privilege) {
    return channel.describe(Frame.event(event, privilege));
  }
}
