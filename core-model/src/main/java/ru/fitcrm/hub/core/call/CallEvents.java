package ru.fitcrm.hub.core.call;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.core.connection.Lease;
import ru.fitcrm.hub.core.journal.NewEvent;

/** Says a call in events: ringing, answered, ended, each once a call. */
final class CallEvents {

  private CallEvents() {}

  static List<NewEvent> of(
      CallSnapshot call, long callId, Lease lease, CallerFound found, CallNews.Fresh fresh) {
    Map<String, Object> data = data(call, callId, lease, found);
    List<NewEvent> events = new ArrayList<>();
    if (fresh.ringing()) {
      events.add(event("call.ringing", callId, found, data, call.startedAt()));
    }
    Instant answeredAt = call.answeredAt();
    if (fresh.answered() && answeredAt != null) {
      events.add(event("call.answered", callId, found, data, answeredAt));
    }
    Instant endedAt = CallNews.endOf(call);
    if (fresh.ended() && endedAt != null) {
      events.add(event("call.ended", callId, found, withEnd(data, call), endedAt));
    }
    return events;
  }

  /** Of a call the hub was to begin and that no PBX ever told of. */
  static NewEvent neverBegun(Call call, Instant at) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("callId", call.id());
    data.put("connectionId", call.connectionId());
    data.put("direction", call.direction().name());
    data.put("newLead", false);
    put(data, "clientId", call.clientId());
    put(data, "branchId", call.branchId());
    data.put("result", call.result().name());
    data.put("waitSeconds", 0);
    data.put("talkSeconds", 0);
    put(data, "failure", call.failure());
    return NewEvent.once("call.ended", "call", call.id(), call.clientId(), data, at);
  }

  static NewEvent leadCreated(CallerFound found, long callId, Instant at) {
    long lead = Objects.requireNonNull(found.clientId(), "a lead has an id");
    return NewEvent.once(
        "lead.created",
        "client",
        lead,
        lead,
        Map.of("source", found.source(), "callId", callId, "via", "call"),
        at);
  }

  private static NewEvent event(
      String type, long callId, CallerFound found, Map<String, Object> data, Instant at) {
    return NewEvent.once(type, "call", callId, found.clientId(), data, at);
  }

  private static Map<String, Object> data(
      CallSnapshot call, long callId, Lease lease, CallerFound found) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("callId", callId);
    data.put("connectionId", lease.connection().value());
    data.put("direction", call.direction().name());
    data.put("newLead", found.newLead());
    // Rules on callers look at the party; of an outgoing call it is nobody's to react to.
    if (call.direction() == CallDirection.INCOMING) {
      data.put("party", found.party().name());
    }
    put(data, "clientId", found.clientId());
    put(data, "branchId", found.branchId());
    return data;
  }

  private static Map<String, Object> withEnd(Map<String, Object> data, CallSnapshot call) {
    Map<String, Object> end = new LinkedHashMap<>(data);
    end.put("result", call.result().name());
    end.put("waitSeconds", call.waited().toMillis() / 1000.0);
    end.put("talkSeconds", call.talked().toMillis() / 1000.0);
    MissedBecause because = call.missedBecause();
    put(end, "missedBecause", because == null ? null : because.name());
    put(end, "failure", call.failure());
    return end;
  }

  private static void put(Map<String, Object> data, String name, @Nullable Object value) {
    if (value != null) {
      data.put(name, value);
    }
  }
}
