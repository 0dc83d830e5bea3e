package ru.fitcrm.hub.sandbox.pbx;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes the calls asked for by Originate, after the shape of recorded ones. */
final class ClickToCall {

  private static final Pattern CALLER_ID = Pattern.compile("\"?([^\"<]*?)\"?\\s*<([^>]*)>");
  private static final String RECORDED_PHONE = "101";
  private static final String RECORDED_NAME = "Анна Ресепшн";
  private static final String RECORDED_CLUB = "74951230001";
  private static final String RECORDED_ACTION = "hub-click-1";
  private static final String RECORDED_VARIABLE = "abc123";

  private final Exchange exchange;
  private final Timeline timeline;
  private final Map<String, Playback> calls = new HashMap<>();
  private ClickOutcome outcome;
  private Pace pace;

  ClickToCall(Exchange exchange, Timeline timeline) {
    this.exchange = exchange;
    this.timeline = timeline;
    this.outcome = exchange.settings.clickOutcome;
    this.pace = exchange.settings.clickPace;
  }

  void outcome(ClickOutcome newOutcome) {
    exchange.run(() -> outcome = newOutcome);
  }

  void pace(Pace newPace) {
    exchange.run(() -> pace = newPace);
  }

  void originate(Session session, ReceivedAction action) {
    String wrong = whatIsWrong(action);
    if (wrong != null) {
      session.send(Frame.error(action, wrong).done());
      return;
    }
    session.send(
        Frame.response("Success", action).with("Message", "Originate successfully queued").done());
    String id = action.field("ChannelId");
    if (id != null && isLiving(id)) {
      fail(action, id);
    } else if (!exchange.settings.phones.containsKey(phone(action))) {
      fail(action, "<unknown>");
    } else {
      call(action, id);
    }
  }

  private boolean isLiving(String id) {
    Playback call = calls.get(id);
    return call != null && !call.isOver(id);
  }

  private @Nullable String whatIsWrong(ReceivedAction action) {
    String channel = action.field("Channel");
    if (channel == null || channel.isEmpty()) {
      return "Channel not specified";
    }
    if (!channel.contains("/")) {
      return "Invalid channel";
    }
    String context = action.field("Context");
    String exten = action.field("Exten");
    boolean reachable =
        context != null
            && exchange.settings.contexts.contains(context)
            && exten != null
            && exten.matches("[+*#\\d]+");
    return reachable ? null : "Extension does not exist.";
  }

  private void fail(ReceivedAction action, String uniqueId) {
    CallerId caller = CallerId.of(action);
    PbxEvent event =
        Frame.event("OriginateResponse", "call")
            .answering(action)
            .with("Response", "Failure")
            .with("Channel", orEmpty(action, "Channel"))
            .with("Context", orEmpty(action, "Context"))
            .with("Exten", orEmpty(action, "Exten"))
            .with("Reason", 0)
            .with("Uniqueid", uniqueId)
            .with("CallerIDNum", caller.number())
            .with("CallerIDName", caller.name())
            .done();
    timeline.after(0, () -> exchange.publishOwn(event));
  }

  private void call(ReceivedAction action, @Nullable String channelId) {
    Recording recording = outcome.recording();
    Rewriting rewriting = rewriting(recording, action, channelId);
    Playback playback =
        new Playback(
            exchange,
            timeline,
            recording,
            recording.playable(),
            rewriting,
            pace,
            Until.end(),
            () -> {});
    if (channelId != null) {
      calls.values().removeIf(Playback::isDone);
      calls.put(channelId, playback);
    }
    playback.start();
  }

  private Rewriting rewriting(
      Recording recording, ReceivedAction action, @Nullable String channelId) {
    RecordedNames names = recording.recordedNames();
    Rewriting rewriting = new Rewriting(exchange.ids, exchange::now, exchange.stamping);
    rewriting.freshIds(names);
    String root = names.root();
    if (channelId != null && root != null) {
      rewriting.word(root, channelId);
    }
    CallerId caller = CallerId.of(action);
    rewriting.number(RECORDED_CLUB, caller.number());
    rewriting.word("Club", caller.name());
    for (PbxEvent event : recording.events()) {
      if (event.name().equals("OriginateResponse")) {
        rewriting.number(event.fieldOrEmpty("Exten"), orEmpty(action, "Exten"));
      }
    }
    rewriting.word(RECORDED_ACTION, orEmpty(action, "ActionID"));
    rewriting.word(RECORDED_VARIABLE, variable(action));
    employee(rewriting, phone(action));
    return rewriting;
  }

  private void employee(Rewriting rewriting, String phone) {
    rewriting.word(RECORDED_PHONE, phone);
    rewriting.word(RECORDED_NAME, exchange.settings.phones.getOrDefault(phone, phone));
    rewriting.endpoints(
        endpoint -> endpoint.equals("PJSIP/" + RECORDED_PHONE) ? "PJSIP/" + phone : endpoint);
  }

  /** The extension in {@code PJSIP/101} or {@code Local/101@internal}. */
  private static String phone(ReceivedAction action) {
    String channel = orEmpty(action, "Channel");
    String endpoint = channel.substring(channel.indexOf('/') + 1);
    int at = endpoint.indexOf('@');
    return at < 0 ? endpoint : endpoint.substring(0, at);
  }

  private static String variable(ReceivedAction action) {
    for (String each : action.fields("Variable")) {
      for (String pair : each.split(",", -1)) {
        String plain = pair.strip().replaceFirst("^_+", "");
        if (plain.startsWith("HUB_CALL=")) {
          return plain.substring("HUB_CALL=".length());
        }
      }
    }
    return "";
  }

  private static String orEmpty(ReceivedAction action, String header) {
    String value = action.field(header);
    return value == null ? "" : value;
  }

  /** The club's number and name as given in {@code CallerID: Name <number>}. */
  private record CallerId(String name, String number) {

    static CallerId of(ReceivedAction action) {
      String given = orEmpty(action, "CallerID");
      Matcher parts = CALLER_ID.matcher(given);
      if (parts.matches()) {
        return new CallerId(
            parts.group(1).isBlank() ? "<unknown>" : parts.group(1), parts.group(2));
      }
      return new CallerId("<unknown>", given.isBlank() ? "<unknown>" : given);
    }
  }
}
