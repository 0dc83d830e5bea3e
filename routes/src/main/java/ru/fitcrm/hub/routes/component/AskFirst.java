package ru.fitcrm.hub.routes.component;

import java.util.Set;
import ru.fitcrm.hub.core.inbox.Claimed;
import ru.fitcrm.hub.core.inbox.Handled;

/**
 * Asks somebody outside what a received message is worth before it is applied: outside its
 * transaction, and by hands of its own, so that one who does not answer holds nobody else up.
 */
public interface AskFirst {

  /** Kinds of connections whose messages need it. */
  Set<String> kinds();

  /** Takes seconds; throws nothing for what the other side does. */
  Asked ask(Claimed message);

  /** What asking came to. */
  sealed interface Asked {

    /** It is to be applied as this. */
    record Apply(Claimed message) implements Asked {}

    /** It is to be applied as this, and asked about again: it is not the last word. */
    record Meanwhile(Claimed message, String reason) implements Asked {}

    /** Nothing is to be applied. */
    record Refuse(Handled.Rejected why) implements Asked {}

    /** Nobody answers now. */
    record ComeBack(String reason) implements Asked {}
  }
}
