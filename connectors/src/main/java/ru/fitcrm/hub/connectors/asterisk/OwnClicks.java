package ru.fitcrm.hub.connectors.asterisk;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.connectors.DialRequest;

/**
 * Calls that the hub itself began. Their ActionID (and, where the PBX takes one, their ChannelId:
 * the same text) begins with {@value DialRequest#PREFIX}. "Success" of an originate only says that
 * the employee took it; a failure that nobody dialled out.
 */
final class OwnClicks {
  static final String PREFIX = DialRequest.PREFIX;

  /** More clicks than can ring at once. */
  private static final int REMEMBERED = 1_000;

  private final Calls calls;
  private final PbxClock clock;
  private final Announcer announcer;
  private final Map<String, DialRequest> asked = new LinkedHashMap<>();

  OwnClicks(Calls calls, PbxClock clock, Announcer announcer) {
    this.calls = calls;
    this.clock = clock;
    this.announcer = announcer;
  }

  static boolean isOwn(String id) {
    return id.startsWith(PREFIX);
  }

  void clicked(DialRequest request) {
    calls.finished.forget(request.id());
    asked.put(request.id(), request);
    if (asked.size() > REMEMBERED) {
      asked.remove(asked.keySet().iterator().next());
    }
  }

  /** What the hub asked for is known better than what the PBX makes of it. */
  void begun(LiveCall call) {
    DialRequest request = call.actionId == null ? null : asked.remove(call.actionId);
    if (request != null) {
      call.click = request;
      call.clientNumber = request.number();
    }
  }

  void hear(PbxEvent.OriginateResponse told) {
    LiveCall call = call(told);
    if (told.success() && call != null) {
      call.employeeTook = true;
    }
    if (!isOwn(told.actionId())) {
      return;
    }
    if (call != null) {
      call.actionId = told.actionId();
      begun(call);
      call.clientNumber = call.clientNumber == null ? told.exten() : call.clientNumber;
      call.refusal = told.success() ? -1 : told.reason();
    } else if (!told.success() && !calls.finished.contains(told.actionId())) {
      failedWithoutChannel(told);
    }
  }

  /**
   * The failure of a second click with the same ChannelId carries the living call's Uniqueid: the
   * ActionID decides, and the Uniqueid only of a success.
   */
  private @Nullable LiveCall call(PbxEvent.OriginateResponse told) {
    Channel channel = told.success() ? calls.channel(told.uniqueId()) : null;
    if (channel != null) {
      return channel.call;
    }
    LiveCall same = calls.call(told.actionId());
    return same != null || told.success() || told.channel() == null
        ? same
        : ringing(Endpoints.endpoint(told.channel()));
  }

  /** The originated call that still rings this phone: a failure names no more than the phone. */
  private @Nullable LiveCall ringing(String endpoint) {
    for (LiveCall call : calls.all()) {
      Channel root = call.root;
      if (call.originated
          && !call.employeeTook
          && !call.outgoing
          && call.actionId == null
          && root != null
          && Objects.equals(root.endpoint, endpoint)) {
        return call;
      }
    }
    return null;
  }

  private void failedWithoutChannel(PbxEvent.OriginateResponse told) {
    LiveCall call = new LiveCall(told.actionId(), told.at(), clock.hubTime(told.at()));
    call.clientNumber = told.exten();
    begun(call);
    calls.finished.add(call.id);
    announcer.clickFailed(call, Outcome.clickFailure(told.reason()), told.at());
  }
}
