package ru.fitcrm.hub.connectors.asterisk;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.asteriskjava.manager.action.OriginateAction;
import org.asteriskjava.manager.response.ManagerError;
import org.asteriskjava.manager.response.ManagerResponse;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.connectors.DialRequest;
import ru.fitcrm.hub.connectors.Dialled;
import ru.fitcrm.hub.core.call.CallSnapshot;
import ru.fitcrm.hub.core.call.CallStage;

/**
 * Begins calls by Originate. The channel's id is the request's, so that the call is known from its
 * first event, and a PBX refuses a second one of the same id while the first lives.
 */
final class Dialling {
  private static final String DEFAULT_CONTEXT = "internal";
  private static final String DEFAULT_TEMPLATE = "PJSIP/{extension}";
  private static final String DEFAULT_FORMAT = "8";
  private static final Duration RING = Duration.ofSeconds(30);

  /** Longer than any phone rings; beyond it the PBX itself still refuses a twin. */
  private static final Duration REMEMBERED = Duration.ofMinutes(10);

  private final AsteriskSettings settings;
  private final Map<String, Instant> living = new ConcurrentHashMap<>();

  Dialling(AsteriskSettings settings) {
    this.settings = settings;
  }

  /** False if this very call has begun and not ended. */
  boolean begin(String id, Instant now) {
    living.values().removeIf(began -> began.plus(REMEMBERED).isBefore(now));
    return living.putIfAbsent(id, now) == null;
  }

  void forget(String id) {
    living.remove(id);
  }

  void hear(CallSnapshot call) {
    if (call.stage() == CallStage.ENDED && call.actionId() != null) {
      living.remove(call.actionId());
    }
  }

  OriginateAction action(DialRequest request) {
    String channel =
        orElse(settings.dialTemplate(), DEFAULT_TEMPLATE)
            .replace("{extension}", request.extension());
    OriginateAction action = new OriginateAction();
    action.setActionId(request.id());
    action.setChannelId(request.id());
    if (Endpoints.isMachinery(channel)) {
      action.setOtherChannelId(request.id() + "-2");
    }
    action.setChannel(channel);
    action.setContext(orElse(settings.outboundContext(), DEFAULT_CONTEXT));
    action.setExten(number(request.number(), orElse(settings.dialFormat(), DEFAULT_FORMAT)));
    action.setPriority(1);
    action.setCallerId(settings.callerId());
    action.setTimeout(RING.toMillis());
    // The underscores hand it on to the leg that leads to the client.
    action.setVariable("__HUB_CALL", request.id());
    action.setAsync(true);
    return action;
  }

  private static String orElse(@Nullable String text, String other) {
    return text == null || text.isBlank() ? other : text;
  }

  /** A client's number as the dialplan wants it. */
  static String number(String e164, String format) {
    if (format.equals("E164")) {
      return e164;
    }
    boolean russian = e164.startsWith("+7") && e164.length() == 12;
    if (!russian) {
      return "810" + e164.substring(1);
    }
    return (format.equals("8") ? "8" : "") + e164.substring(2);
  }

  Dialled answer(DialRequest request, ManagerResponse response) {
    if (!(response instanceof ManagerError)) {
      return new Dialled.Accepted(request.id());
    }
    String said = String.valueOf(response.getMessage());
    String known = said.toLowerCase(Locale.ROOT);
    if (known.contains("extension does not exist")) {
      return new Dialled.Refused(
          "no-way-out",
          "The PBX cannot dial this number in the context "
              + orElse(settings.outboundContext(), DEFAULT_CONTEXT)
              + " (\""
              + said
              + "\"): check outboundContext and dialFormat");
    }
    if (known.contains("permission denied")) {
      return new Dialled.Refused(
          "right-originate-missing",
          "The PBX's user may not call out (\"" + said + "\"): give it write=originate");
    }
    return new Dialled.Refused("refused", "The PBX refused to call: " + said);
  }
}
