package ru.fitcrm.hub.connectors.onec.odata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import ru.fitcrm.hub.core.sync.ClubSystem;
import ru.fitcrm.hub.core.sync.ClubSystem.Ability;
import ru.fitcrm.hub.core.sync.ClubSystem.Mode;
import ru.fitcrm.hub.core.sync.ClubSystem.Reading;
import ru.fitcrm.hub.core.sync.Packet;
import ru.fitcrm.hub.sandbox.onec.base.Row;
import ru.fitcrm.hub.sandbox.onec.front.OnecWords;
import ru.fitcrm.hub.sandbox.onec.front.Query;
import ru.fitcrm.hub.sandbox.onec.front.Request;

/** Reading everything by {@code $top} and {@code $skip}, on a real socket. */
class ReadAllTest {

  private static final String CLIENTS = "Catalog_Клиенты";

  private static List<Integer> tops(ClubWithOdata club, String entity) {
    return queries(club, entity).stream().map(query -> (int) query.number("$top", 0)).toList();
  }

  private static List<Query> queries(ClubWithOdata club, String entity) {
    return club.onec.requests(entity).stream()
        .map(Request::query)
        .map(Query::of)
        .filter(query -> query.number("$top", 0) != 1 || query.number("$skip", 0) > 0)
        .toList();
  }

  @Test
  void everyRowOfTheBaseComesOnceWithItsFields() {
    try (ClubWithOdata club = ClubWithOdata.open(250, 100)) {
      List<Packet> packets = ClubWithOdata.readAll(club.system);
      assertThat(packets.stream().mapToInt(Packet::size).sum()).isEqualTo(club.onec.base().count());

      List<Packet.Client> clients =
          packets.stream().flatMap(packet -> packet.clients().stream()).toList();
      List<Packet.Client> there =
          club.onec.base().read(Row.Kind.CLIENT, 0, 1_000).stream()
              .map(row -> expected((Row.Client) row))
              .toList();
      assertThat(clients).isEqualTo(there);

      Map<String, Packet.Contract> contracts =
          packets.stream()
              .flatMap(packet -> packet.contracts().stream())
              .collect(Collectors.toMap(Packet.Contract::ref, each -> each));
      for (Row row : club.onec.base().read(Row.Kind.CONTRACT, 0, 1_000)) {
        assertThat(contracts.get(row.ref())).isEqualTo(expected((Row.Contract) row));
      }
    }
  }

  private static Packet.Client expected(Row.Client row) {
    return new Packet.Client(
        row.ref(),
        Long.toString(row.version()),
        row.name(),
        row.phones(),
        row.email(),
        row.birthDate() == null ? null : row.birthDate().toString(),
        row.branchRef(),
        Boolean.toString(row.deleted()));
  }

  private static Packet.Contract expected(Row.Contract row) {
    return new Packet.Contract(
        row.ref(),
        null,
        row.clientRef(),
        row.kind(),
        row.term(),
        row.title(),
        row.status(),
        row.startsOn().toString(),
        row.endsOn() == null ? null : row.endsOn().toString(),
        row.terminatesOn() == null ? null : row.terminatesOn().toString(),
        row.nextChargeOn() == null ? null : row.nextChargeOn().toString(),
        row.price().stripTrailingZeros().toPlainString(),
        row.debt().stripTrailingZeros().toPlainString(),
        row.visitsTotal() == null ? null : row.visitsTotal().toString(),
        row.visitsLeft() == null ? null : row.visitsLeft().toString(),
        row.createdAt() + ":00",
        Boolean.toString(row.deleted()));
  }

  @Test
  void thePageTellsHowManyRowsThereAreInAll() {
    try (ClubWithOdata club = ClubWithOdata.open()) {
      assertThat(ClubWithOdata.page(club.first()).total()).isEqualTo(club.onec.base().count());
    }
  }

  @Test
  void anotherProcessGoesOnFromAPosition() {
    try (ClubWithOdata club = ClubWithOdata.open(100, 30)) {
      Reading.Page first = ClubWithOdata.page(club.first());
      try (ClubSystem other = club.open(club.settings(30, 5))) {
        Reading.Page second = ClubWithOdata.page(other.read(Mode.FULL, first.next()));
        assertThat(second.total()).isEqualTo(first.total());
        assertThat(second.packet().clients().getFirst().ref())
            .isEqualTo(club.onec.base().read(Row.Kind.CLIENT, 20, 1).getFirst().ref());
      }
    }
  }

  @Test
  void aPositionOfAnotherMapIsSaid() {
    try (ClubWithOdata club = ClubWithOdata.open()) {
      for (String position : List.of("Catalog_Другие:10:-1:-1", "что-то")) {
        assertThat(ClubWithOdata.trouble(club.system.read(Mode.FULL, position)).code())
            .isEqualTo("position-unknown");
      }
    }
  }

  @Test
  void trap_skipWithTheSameOrderIsReproducibleAndWithoutOneIsNot() {
    try (ClubWithOdata club = ClubWithOdata.open(100, 30)) {
      ClubWithOdata.readAll(club.system);
      assertThat(queries(club, CLIENTS))
          .hasSizeGreaterThan(2)
          .allMatch(query -> query.text("$orderby").equals("Ref_Key"))
          .allMatch(query -> query.text("allowedOnly").equals("true"))
          .allMatch(query -> query.text("$filter").equals("IsFolder eq false"))
          .noneMatch(query -> query.text("$filter").contains(" gt "));
      assertThat(queries(club, "Document_Оплата"))
          .allMatch(query -> query.text("$orderby").equals("Date,Ref_Key"));
    }
  }

  @Test
  void trap_fatObjectsAreAskedForInAProbePageFirst() {
    try (ClubWithOdata club = ClubWithOdata.open(500, 200)) {
      ClubWithOdata.readAll(club.system);
      assertThat(tops(club, CLIENTS)).startsWith(20, 200, 200);
    }
  }

  @Test
  void trap_aPageTooLargeForTheServerIsAQuarterNextTimeAndGrowsAgain() {
    try (ClubWithOdata club = ClubWithOdata.open(300, 200)) {
      club.onec.odata().breaksAbove(60);
      List<Packet> packets = ClubWithOdata.readAll(club.system);
      assertThat(packets.stream().mapToInt(Packet::size).sum()).isEqualTo(club.onec.base().count());
      assertThat(tops(club, CLIENTS)).startsWith(20, 200, 50, 100, 25, 50);
    }
  }

  @Test
  void trap_aServerThatBreaksOnEveryPageIsAskedForOneObjectAndThenSaid() {
    try (ClubWithOdata club = ClubWithOdata.open()) {
      Reading.Page first = ClubWithOdata.page(club.first());
      club.onec.odata().breaksAbove(0);
      assertThat(ClubWithOdata.trouble(club.system.read(Mode.FULL, first.next())).code())
          .isEqualTo("http-500");
      assertThat(club.onec.requests(CLIENTS).getLast().query()).contains("%24top=1&");
    }
  }

  @Test
  void trap_noFreeLicenceIsNoReasonToAskForLess() {
    try (ClubWithOdata club = ClubWithOdata.open()) {
      Reading.Page first = ClubWithOdata.page(club.first());
      club.onec.faults().next(OnecWords.noLicence());
      assertThat(ClubWithOdata.trouble(club.system.read(Mode.FULL, first.next())).code())
          .isEqualTo("no-free-licence");
      ClubWithOdata.page(club.system.read(Mode.FULL, first.next()));
      assertThat(tops(club, CLIENTS)).endsWith(1_000, 1_000);
    }
  }

  @Test
  void trap_objectsRemovedWhileReadingMoveTheOthersSoItGoesBack() {
    Listing hundred = new Listing(20, 100L, 1_000);
    Place first = new Place(CLIENTS, 0, -1, 100);
    Place second = Objects.requireNonNull(first.after(hundred, 20));
    assertThat(second).isEqualTo(new Place(CLIENTS, 20, 100, 100));
    Listing fewer = new Listing(20, 97L, 1_000);
    assertThat(second.after(fewer, 20)).isEqualTo(new Place(CLIENTS, 17, 97, 100));
  }

  @Test
  void trap_aReadingNeverAskedForMoreThanTwoAtOnceAndEndsItsSession() {
    try (ClubWithOdata club = ClubWithOdata.open(100, 50)) {
      ClubWithOdata.readAll(club.system);
      assertThat(club.onec.mostAtOnce()).isLessThanOrEqualTo(2);
      assertThat(club.onec.odata().sessions().open()).isZero();
    }
  }

  @Test
  void withoutAnExchangePlanItOnlyReadsEverything() {
    try (ClubWithOdata club = ClubWithOdata.open();
        ClubSystem bulk = club.open(club.settings(100, 5, null, ClubWithOdata.map()))) {
      assertThat(club.system.abilities())
          .containsExactly(Ability.BULK, Ability.CHANGES, Ability.COMPARE);
      assertThat(bulk.abilities()).containsExactly(Ability.BULK, Ability.COMPARE);
      assertThatThrownBy(() -> bulk.read(Mode.CHANGES, null))
          .isInstanceOf(UnsupportedOperationException.class);
    }
  }
}
