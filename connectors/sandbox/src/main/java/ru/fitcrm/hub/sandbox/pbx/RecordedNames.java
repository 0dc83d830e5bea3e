package ru.fitcrm.hub.sandbox.pbx;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The ids and numbers a recording is about.
 *
 * @param ids unique ids of all channels, in the order they appear
 * @param root id of the first channel of the first call, null when none begins here
 * @param clients numbers of all clients in it
 * @param clientName name that came with the client's number; null when none came or we called
 * @param did the club's number of the first call
 */
record RecordedNames(
    Set<String> ids,
    @Nullable String root,
    Set<String> clients,
    @Nullable String clientName,
    @Nullable String did,
    boolean incoming) {

  private static final Set<String> NO_ID = Set.of("", "<unknown>", "none");

  static RecordedNames in(List<TimedEvent> events) {
    Set<String> ids = new LinkedHashSet<>();
    events.forEach(timed -> collectIds(timed.event().text(), ids));
    List<PbxEvent> incoming = events.stream().map(TimedEvent::event).filter(Is::incoming).toList();
    @Nullable PbxEvent root =
        events.stream().map(TimedEvent::event).filter(Is::root).findFirst().orElse(null);
    @Nullable String rootId = root == null ? null : root.field("Uniqueid");
    return incoming.isEmpty() ? outgoing(events, ids, rootId) : incoming(incoming, ids, rootId);
  }

  private static RecordedNames incoming(
      List<PbxEvent> roots, Set<String> ids, @Nullable String root) {
    Set<String> clients = new LinkedHashSet<>();
    roots.forEach(each -> clients.add(each.fieldOrEmpty("CallerIDNum")));
    String name = roots.get(0).fieldOrEmpty("CallerIDName");
    return new RecordedNames(
        ids, root, clients, NO_ID.contains(name) ? null : name, roots.get(0).field("Exten"), true);
  }

  private static RecordedNames outgoing(
      List<TimedEvent> events, Set<String> ids, @Nullable String root) {
    Set<String> clients = new LinkedHashSet<>();
    @Nullable String did = null;
    for (TimedEvent timed : events) {
      String dialled = timed.event().fieldOrEmpty("DialString");
      if (timed.event().name().equals("DialBegin") && dialled.contains("@")) {
        clients.add(dialled.substring(0, dialled.indexOf('@')));
        did = did == null ? timed.event().field("CallerIDNum") : did;
      }
    }
    return new RecordedNames(ids, root, clients, null, did, false);
  }

  private static void collectIds(String text, Set<String> ids) {
    text.lines()
        .forEach(
            line -> {
              int colon = line.indexOf(": ");
              String header = colon < 0 ? "" : line.substring(0, colon).toLowerCase(Locale.ROOT);
              boolean id = header.endsWith("uniqueid") || header.endsWith("linkedid");
              if (id && !header.endsWith("bridgeuniqueid")) {
                String value = line.substring(colon + 2).strip();
                if (!NO_ID.contains(value)) {
                  ids.add(value);
                }
              }
            });
  }

  private static final class Is {

    static boolean root(PbxEvent event) {
      return event.name().equals("Newchannel")
          && event.fieldOrEmpty("Uniqueid").equals(event.fieldOrEmpty("Linkedid"));
    }

    static boolean incoming(PbxEvent event) {
      return root(event)
          && event.fieldOrEmpty("Context").equals("from-trunk")
          && event.fieldOrEmpty("ChannelStateDesc").equals("Ring");
    }
  }
}
