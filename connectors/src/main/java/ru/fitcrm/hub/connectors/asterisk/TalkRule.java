package ru.fitcrm.hub.connectors.asterisk;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A client talks while a person's channel can be reached from the client's channel through common
 * bridges and Local pairs, whatever call the channels say they belong to. Nothing else means
 * "answered": not the state of the client's channel, nor causes, nor dial results alone.
 */
final class TalkRule {
  private final Bridges bridges;

  TalkRule(Bridges bridges) {
    this.bridges = bridges;
  }

  /** Looks again at who is joined with the client. */
  void look(LiveCall call, Moment at) {
    Set<Channel> others = joinedWithClient(call);
    if (others.isEmpty()) {
      call.talk.stops(at);
      return;
    }
    call.talk.goesOn(at);
    for (Channel other : others) {
      call.talk.who.add(other.endpoint);
      if (other.dialled) {
        call.rang(other);
      }
      markConsultation(call, other.call);
    }
  }

  /** Two calls in one talk are one: the one without a client was only a means. */
  private static void markConsultation(LiveCall call, LiveCall other) {
    if (call != other && call.withClient() != other.withClient()) {
      (call.withClient() ? other : call).consultation = true;
    }
  }

  private Set<Channel> joinedWithClient(LiveCall call) {
    Set<Channel> others = new LinkedHashSet<>();
    for (Channel client : List.copyOf(call.channels.values())) {
      if (call.isClient(client)) {
        others.addAll(bridges.joinedWith(client));
      }
    }
    others.removeIf(other -> other.machinery || (other.call == call && call.isClient(other)));
    return others;
  }
}
