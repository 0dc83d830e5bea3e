package ru.fitcrm.hub.connectors.asterisk;

import org.jspecify.annotations.Nullable;

/** How channels and calls come to be, and what only their first event tells. */
final class Births {
  private final Calls calls;
  private final PbxClock clock;
  private final Endpoints endpoints;

  Births(Calls calls, PbxClock clock, Endpoints endpoints) {
    this.calls = calls;
    this.clock = clock;
    this.endpoints = endpoints;
  }

  Channel begin(Moment at, PbxEvent.On on, PbxEvent.Facts facts) {
    LiveCall call = callOf(on, at);
    boolean trunk = endpoints.isTrunk(facts.name(), facts.context());
    Channel channel = new Channel(on.uniqueId(), facts.name(), trunk, at, call);
    calls.add(channel);
    call.restored = false;
    if (channel.isRoot()) {
      call.root = channel;
    }
    return channel;
  }

  private LiveCall callOf(PbxEvent.On on, Moment at) {
    String linkedId = on.linkedId() == null ? on.uniqueId() : on.linkedId();
    LiveCall known = calls.call(linkedId);
    if (known != null) {
      return known;
    }
    LiveCall call = new LiveCall(linkedId, at, clock.hubTime(at));
    // A leg of a call that has ended belongs to nothing that could be told.
    call.consultation = !linkedId.equals(on.uniqueId()) && calls.finished.contains(linkedId);
    calls.add(call);
    return call;
  }

  /** Later events tell where the channel is in the dialplan by then, not where it came from. */
  void noteDirection(Channel channel, PbxEvent.Facts facts) {
    LiveCall call = channel.call;
    if (channel.trunk && !channel.farEndCalled) {
      call.goesOut();
    } else if (channel == call.root && channel.farEndCalled) {
      call.incoming = channel.trunk;
      call.originated = false;
      // A list may name the leg to the client before the employee who dialled.
      call.clientNumber =
          channel.trunk || !call.outgoing ? caller(channel, facts) : call.clientNumber;
      call.callerName = facts.callerName();
      call.clubNumber = channel.trunk ? number(facts.exten()) : null;
    } else if (channel == call.root) {
      call.originated = true;
    }
  }

  /** An employee who dials in the middle of a talk with a client asks somebody for advice. */
  void noteConsultation(Channel channel) {
    if (channel == channel.call.root && isEmployeeCalling(channel)) {
      channel.call.begunInTalk = calls.talksWithClient(channel);
    }
  }

  private static boolean isEmployeeCalling(Channel channel) {
    return channel.farEndCalled && !channel.trunk && !channel.machinery;
  }

  private static @Nullable String caller(Channel channel, PbxEvent.Facts facts) {
    return facts.callerNumber() == null && !channel.trunk ? channel.endpoint : facts.callerNumber();
  }

  static @Nullable String number(@Nullable String exten) {
    return exten != null && DialString.hasDigit(exten) ? exten : null;
  }
}
