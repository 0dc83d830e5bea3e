package ru.fitcrm.hub.sandbox.pbx;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Answers of the form "list follows": what is live in the PBX at this moment. */
final class StateLists {

  private final Exchange exchange;

  StateLists(Exchange exchange) {
    this.exchange = exchange;
  }

  List<PbxEvent> channels(ReceivedAction action) {
    return list(
        action,
        "Channels will follow",
        "CoreShowChannelsComplete",
        exchange.state.channels().stream().map(each -> shown(action, each)).toList());
  }

  private PbxEvent shown(ReceivedAction action, LiveChannel channel) {
    Frame frame = Frame.event("CoreShowChannel").answering(action);
    return channel
        .describe(frame)
        .with("Application", channel.application)
        .with("ApplicationData", channel.applicationData)
        .with("Duration", clockTime(channel.age(exchange.now())))
        .with("BridgeId", orEmpty(channel))
        .done();
  }

  List<PbxEvent> status(ReceivedAction action) {
    String wanted = action.field("Channel");
    List<LiveChannel> channels =
        exchange.state.channels().stream()
            .filter(each -> wanted == null || each.get("Channel").equalsIgnoreCase(wanted))
            .toList();
    if (wanted != null && channels.isEmpty()) {
      return List.of(Frame.error(action, "No such channel").done());
    }
    List<PbxEvent> items = channels.stream().map(each -> statusOf(action, each)).toList();
    List<PbxEvent> all =
        new ArrayList<>(list(action, "Channel status will follow", "StatusComplete", items));
    PbxEvent complete = all.removeLast();
    all.add(new PbxEvent(complete.text() + "\r\nItems: " + items.size()));
    return all;
  }

  private PbxEvent statusOf(ReceivedAction action, LiveChannel channel) {
    Instant now = exchange.now();
    Frame frame = Frame.event("Status").with("Privilege", "Call");
    return channel
        .describe(frame)
        .with("Type", channel.technology())
        .with("DNID", channel.dnid)
        .with("EffectiveConnectedLineNum", channel.get("ConnectedLineNum"))
        .with("EffectiveConnectedLineName", channel.get("ConnectedLineName"))
        .with("TimeToHangup", 0)
        .with("BridgeID", orEmpty(channel))
        .with("Application", channel.application)
        .with("Data", channel.applicationData)
        .with("Seconds", channel.age(now).toSeconds())
        .answering(action)
        .done();
  }

  List<PbxEvent> bridges(ReceivedAction action) {
    Function<LiveBridge, PbxEvent> item =
        bridge ->
            bridge
                .describe(
                    Frame.event("BridgeListItem").answering(action),
                    exchange.state.membersOf(bridge))
                .done();
    return list(
        action,
        "Bridge listing will follow",
        "BridgeListComplete",
        exchange.state.bridges().stream().map(item).toList());
  }

  List<PbxEvent> queues(ReceivedAction action) {
    String wanted = action.field("Queue");
    List<PbxEvent> items = new ArrayList<>();
    for (String queue : exchange.settings.queues) {
      if (wanted == null || wanted.isEmpty() || wanted.equals(queue)) {
        queue(action, queue, items);
      }
    }
    return list(action, "Queue status will follow", "QueueStatusComplete", items);
  }

  private void queue(ReceivedAction action, String queue, List<PbxEvent> items) {
    List<LiveChannel> waiting =
        exchange.state.channels().stream()
            .filter(each -> queue.equals(each.queue) && each.bridge == null)
            .toList();
    items.add(
        Frame.event("QueueParams")
            .with("Queue", queue)
            .with("Max", 0)
            .with("Strategy", "ringall")
            .with("Calls", waiting.size())
            .answering(action)
            .done());
    exchange.settings.phones.forEach(
        (extension, name) -> items.add(member(action, queue, extension, name)));
    for (int at = 0; at < waiting.size(); at++) {
      items.add(entry(action, queue, at + 1, waiting.get(at)));
    }
  }

  private PbxEvent member(ReceivedAction action, String queue, String extension, String name) {
    boolean busy =
        exchange.state.channels().stream()
            .anyMatch(each -> each.get("Channel").startsWith("PJSIP/" + extension + "-"));
    return Frame.event("QueueMember")
        .with("Queue", queue)
        .with("Name", name)
        .with("Location", "PJSIP/" + extension)
        .with("StateInterface", "PJSIP/" + extension)
        .with("Membership", "static")
        .with("Status", busy ? 2 : 1)
        .with("Paused", 0)
        .answering(action)
        .done();
  }

  private PbxEvent entry(ReceivedAction action, String queue, int position, LiveChannel caller) {
    return Frame.event("QueueEntry")
        .with("Queue", queue)
        .with("Position", position)
        .with("Channel", caller.get("Channel"))
        .with("Uniqueid", caller.uniqueId())
        .with("CallerIDNum", caller.get("CallerIDNum"))
        .with("CallerIDName", caller.get("CallerIDName"))
        .with("Wait", caller.age(exchange.now()).toSeconds())
        .answering(action)
        .done();
  }

  private static List<PbxEvent> list(
      ReceivedAction action, String message, String complete, List<PbxEvent> items) {
    List<PbxEvent> all = new ArrayList<>();
    all.add(
        Frame.response("Success", action)
            .with("EventList", "start")
            .with("Message", message)
            .done());
    all.addAll(items);
    all.add(
        Frame.event(complete)
            .answering(action)
            .with("EventList", "Complete")
            .with("ListItems", items.size())
            .done());
    return all;
  }

  private static String orEmpty(LiveChannel channel) {
    String bridge = channel.bridge;
    return bridge == null ? "" : bridge;
  }

  private static String clockTime(Duration age) {
    return String.format(
        Locale.ROOT, "%02d:%02d:%02d", age.toHours(), age.toMinutesPart(), age.toSecondsPart());
  }
}
