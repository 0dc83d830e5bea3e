package ru.fitcrm.hub.routes.in;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import ru.fitcrm.hub.core.club.ClubDirectory;
import ru.fitcrm.hub.core.inbox.InboxKeys;
import ru.fitcrm.hub.core.person.ReadPhone;
import ru.fitcrm.hub.core.request.HeardForm;
import ru.fitcrm.hub.core.sync.Packet;

/**
 * Notes whom and what a received message names, so that it is found by their phones and 1C's
 * numbers. Runs inside the gate of its club.
 */
@Component
final class NoteNamed {

  private final InboxKeys keys;
  private final ClubDirectory clubs;

  NoteNamed(InboxKeys keys, ClubDirectory clubs) {
    this.keys = keys;
    this.clubs = clubs;
  }

  void note(long message, Packet packet) {
    keys.refs(message, refs(packet));
    notePhones(message, packet.clients().stream().flatMap(one -> one.phones().stream()).toList());
  }

  void note(long message, List<String> phones) {
    notePhones(message, phones);
  }

  void note(long message, HeardForm form) {
    String phone = form.phone();
    notePhones(message, phone == null ? List.of() : List.of(phone));
  }

  private void notePhones(long message, Collection<String> written) {
    if (written.isEmpty()) {
      return;
    }
    String region = clubs.here().region();
    keys.phones(
        message,
        written.stream()
            .map(text -> ReadPhone.read(text, region).e164OrNull())
            .filter(Objects::nonNull)
            .distinct()
            .toList());
  }

  private static List<String> refs(Packet packet) {
    Stream<@Nullable String> own =
        Stream.of(
                packet.clients().stream().map(Packet.Client::ref),
                packet.contracts().stream().map(Packet.Contract::ref),
                packet.payments().stream().map(Packet.Payment::ref),
                packet.visits().stream().map(Packet.Visit::ref),
                packet.bookings().stream().map(Packet.Booking::ref))
            .flatMap(one -> one);
    Stream<@Nullable String> clients =
        Stream.of(
                packet.contracts().stream().map(Packet.Contract::clientRef),
                packet.payments().stream().map(Packet.Payment::clientRef),
                packet.visits().stream().map(Packet.Visit::clientRef),
                packet.bookings().stream().map(Packet.Booking::clientRef))
            .flatMap(one -> one);
    return Stream.concat(own, clients).filter(Objects::nonNull).distinct().toList();
  }
}
