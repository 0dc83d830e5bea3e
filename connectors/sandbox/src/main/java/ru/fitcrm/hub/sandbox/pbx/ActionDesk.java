package ru.fitcrm.hub.sandbox.pbx;

import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Answers the actions of clients. */
final class ActionDesk {

  private static final Map<String, Set<String>> NEEDED =
      Map.of(
          "originate", Set.of("originate"),
          "hangup", Set.of("system", "call"),
          "filter", Set.of("system"),
          "coreshowchannels", Set.of("system", "reporting"),
          "corestatus", Set.of("system", "reporting"),
          "coresettings", Set.of("system", "reporting"),
          "status", Set.of("system", "call", "reporting"));

  private final Exchange exchange;
  private final LoginDesk logins;
  private final ClickToCall clicks;
  private final StateLists lists;

  ActionDesk(Exchange exchange, LoginDesk logins, ClickToCall clicks) {
    this.exchange = exchange;
    this.logins = logins;
    this.clicks = clicks;
    this.lists = new StateLists(exchange);
  }

  /** Under the exchange's lock: no event slips in between an answer's lines. */
  void handle(Session session, ReceivedAction action) {
    exchange.run(
        () -> {
          exchange.received(action);
          if (session.isLoggedIn()) {
            answer(session, action);
          } else {
            meet(session, action);
          }
        });
  }

  private void meet(Session session, ReceivedAction action) {
    switch (action.key()) {
      case "login" -> logins.login(session, action);
      case "challenge" -> logins.challenge(session, action);
      case "logoff" -> logoff(session, action);
      default -> session.send(Frame.error(action, "Permission denied").done());
    }
  }

  private void answer(Session session, ReceivedAction action) {
    if (!exchange.settings.write.hasOneOf(NEEDED.getOrDefault(action.key(), Set.of()))) {
      session.send(Frame.error(action, "Permission denied").done());
      return;
    }
    @Nullable Script script = exchange.script();
    List<PbxEvent> recorded = script == null ? List.of() : script.answer(action);
    if (recorded.isEmpty()) {
      fromState(session, action);
    } else {
      recorded.forEach(session::send);
    }
  }

  private void fromState(Session session, ReceivedAction action) {
    switch (action.key()) {
      case "coreshowchannels" -> lists.channels(action).forEach(session::send);
      case "status" -> lists.status(action).forEach(session::send);
      case "bridgelist" -> lists.bridges(action).forEach(session::send);
      case "queuestatus" -> lists.queues(action).forEach(session::send);
      case "originate" -> clicks.originate(session, action);
      case "logoff" -> logoff(session, action);
      case "events" -> events(session, action);
      case "hangup" -> hangup(session, action);
      default -> session.send(plain(action));
    }
  }

  private PbxEvent plain(ReceivedAction action) {
    return switch (action.key()) {
      case "ping" -> ping(action);
      case "coresettings" -> coreSettings(action);
      case "corestatus" -> coreStatus(action);
      case "filter" -> Frame.response("Success", action).with("Message", "Success").done();
      case "login" -> Frame.error(action, "Already logged in").done();
      case "" -> Frame.error(action, "Missing action in request").done();
      default -> unknown(action);
    };
  }

  private static PbxEvent unknown(ReceivedAction action) {
    return Frame.error(
            action,
            "Invalid/unknown command: "
                + action.name()
                + ". Use Action: ListCommands to show available commands.")
        .done();
  }

  private PbxEvent ping(ReceivedAction action) {
    return Frame.response("Success", action)
        .with("Ping", "Pong")
        .with("Timestamp", EpochMicros.of(exchange.now()))
        .done();
  }

  private PbxEvent coreSettings(ReceivedAction action) {
    return Frame.response("Success", action)
        .with("AMIversion", "11.0.0")
        .with("AsteriskVersion", "22.10.1")
        .with("SystemName", "")
        .with("CoreMaxCalls", 0)
        .with("CoreMaxLoadAvg", "0.000000")
        .with("CoreRunUser", "")
        .with("CoreRunGroup", "")
        .with("CoreMaxFilehandles", 0)
        .with("CoreRealTimeEnabled", "No")
        .with("CoreCDRenabled", "Yes")
        .with("CoreHTTPenabled", "No")
        .done();
  }

  private PbxEvent coreStatus(ReceivedAction action) {
    ZonedDateTime boot = exchange.bootedAt().atZone(exchange.settings.zone);
    String date = boot.toLocalDate().toString();
    String time =
        boot.toLocalTime().truncatedTo(ChronoUnit.SECONDS).format(DateTimeFormatter.ISO_LOCAL_TIME);
    return Frame.response("Success", action)
        .with("CoreStartupDate", date)
        .with("CoreStartupTime", time)
        .with("CoreReloadDate", date)
        .with("CoreReloadTime", time)
        .with("CoreCurrentCalls", exchange.state.channels().size())
        .with("CoreProcessedCalls", exchange.state.callsEver())
        .done();
  }

  private void hangup(Session session, ReceivedAction action) {
    String name = action.field("Channel");
    LiveChannel channel = name == null ? null : exchange.state.channelNamed(name);
    if (channel == null) {
      String error = name == null ? "No channel specified" : "No such channel";
      session.send(Frame.error(action, error).done());
      return;
    }
    session.send(Frame.response("Success", action).with("Message", "Channel Hungup").done());
    // The one who stays behind hears the dialplan's end, so the whole call ends.
    exchange.endCalls(exchange.state.channelsOf(channel.linkedId()), 16);
  }

  private static void events(Session session, ReceivedAction action) {
    String mask = action.field("EventMask");
    Rights rights = Rights.of(mask == null ? "" : mask);
    session.mask(rights);
    String answer = rights.classes().isEmpty() ? "Off" : "On";
    session.send(Frame.response("Success", action).with("Events", answer).done());
  }

  private static void logoff(Session session, ReceivedAction action) {
    session.send(
        Frame.response("Goodbye", action).with("Message", "Thanks for all the fish.").done());
    session.cut(Cut.FIN);
  }
}
