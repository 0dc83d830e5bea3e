package ru.fitcrm.hub.connectors.onec.soap;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ru.fitcrm.hub.core.sync.ClubSystem;
import ru.fitcrm.hub.core.sync.ClubSystem.Ability;
import ru.fitcrm.hub.core.sync.ClubSystem.Mode;
import ru.fitcrm.hub.core.sync.ClubSystem.Reading;
import ru.fitcrm.hub.core.sync.ClubSystem.Said;
import ru.fitcrm.hub.core.sync.Packet;
import ru.fitcrm.hub.sandbox.onec.SandboxOnec;
import ru.fitcrm.hub.sandbox.onec.base.GeneratedBase;
import ru.fitcrm.hub.sandbox.onec.base.Row;

class ReadingTest {

  @ParameterizedTest
  @ValueSource(strings = {"1.1", "1.2"})
  void everythingIsReadPageByPageInBothVersionsOfSoap(String version) {
    try (ClubWithOnec club = ClubWithOnec.open(version)) {
      List<Reading.Page> pages = readToTheEnd(club.system, Mode.FULL);

      GeneratedBase base = club.onec.base();
      assertThat(pages).hasSizeGreaterThan(5).allMatch(page -> page.packet().size() <= 100);
      assertThat(pages.getFirst().total()).isEqualTo(base.count());
      assertThat(pages.stream().mapToLong(page -> page.packet().size()).sum())
          .isEqualTo(base.count());
      assertThat(pages.stream().flatMap(page -> page.packet().visits().stream()))
          .hasSize((int) base.count(Row.Kind.VISIT))
          .doesNotHaveDuplicates();
      assertThat(club.onec.requests().getFirst().headers().get("content-type"))
          .startsWith(version.equals("1.1") ? "text/xml" : "application/soap+xml");
    }
  }

  private static List<Reading.Page> readToTheEnd(ClubSystem system, Mode mode) {
    List<Reading.Page> pages = new ArrayList<>();
    @Nullable String position = null;
    do {
      Reading.Page page = ClubWithOnec.page(system.read(mode, position));
      pages.add(page);
      position = page.next();
    } while (position != null);
    return pages;
  }

  @Test
  void aRowArrivesAsItStandsInTheBase() {
    try (ClubWithOnec club = ClubWithOnec.open()) {
      Packet packet = ClubWithOnec.page(club.readAll()).packet();

      Row.Client row = (Row.Client) club.onec.base().read(Row.Kind.CLIENT, 1, 1).getFirst();
      assertThat(packet.clients().get(1))
          .isEqualTo(
              new Packet.Client(
                  row.ref(),
                  "1",
                  row.name(),
                  row.phones(),
                  null,
                  String.valueOf(row.birthDate()),
                  row.branchRef(),
                  "false"));
      assertThat(packet.clients().getFirst().birthDate()).isNull();
      assertThat(packet.history()).isFalse();
    }
  }

  @Test
  void aPositionOutlivesBothSides() {
    try (ClubWithOnec club = ClubWithOnec.open()) {
      Reading.Page first = ClubWithOnec.page(club.readAll());
      club.system.close();
      club.onec.down();
      club.onec.up();
      try (ClubSystem again = club.patient()) {
        Reading.Page second = ClubWithOnec.page(again.read(Mode.FULL, first.next()));
        assertThat(second.packet().contracts()).isNotEmpty();
        assertThat(second.packet().clients()).isEmpty();
      }
    }
  }

  @Test
  void changesComeUntilTheyAreAcknowledgedAndNotAfter() {
    try (ClubWithOnec club = ClubWithOnec.open(SandboxOnec.settings(), "1.1", 2)) {
      assertThat(ClubWithOnec.page(club.system.read(Mode.CHANGES, null)).receipt()).isNull();
      String anna = club.onec.base().addClient("Новикова Анна", "+7 916 765-43-21");
      club.onec.base().visit(anna, LocalDateTime.of(2026, 11, 22, 10, 0));
      club.onec.base().sell(anna, LocalDateTime.of(2026, 11, 22, 10, 5));

      List<Reading.Page> once = readToTheEnd(club.system, Mode.CHANGES);
      List<Reading.Page> again = readToTheEnd(club.system, Mode.CHANGES);
      assertThat(again).isEqualTo(once).hasSize(2);

      Said said = club.system.acknowledge(String.valueOf(once.getFirst().receipt()));
      assertThat(said).isEqualTo(new Said.Done());
      Reading.Page rest = ClubWithOnec.page(club.system.read(Mode.CHANGES, null));
      assertThat(rest.packet().contracts()).hasSize(1);
      assertThat(rest.packet().size()).isEqualTo(1);

      club.system.acknowledge(String.valueOf(rest.receipt()));
      assertThat(ClubWithOnec.page(club.system.read(Mode.CHANGES, null)).packet().size()).isZero();
    }
  }

  @Test
  void aRowChangedBetweenReadingAndAcknowledgingComesAgain() {
    try (ClubWithOnec club = ClubWithOnec.open()) {
      String anna = club.onec.base().addClient("Новикова Анна", "+7 916 765-43-21");
      Reading.Page read = ClubWithOnec.page(club.system.read(Mode.CHANGES, null));
      club.onec.base().rename(anna, "Петрова Анна");
      club.system.acknowledge(String.valueOf(read.receipt()));

      Packet later = ClubWithOnec.page(club.system.read(Mode.CHANGES, null)).packet();
      assertThat(later.clients()).extracting(Packet.Client::name).containsExactly("Петрова Анна");
      assertThat(Long.parseLong(String.valueOf(later.clients().getFirst().version())))
          .isGreaterThan(
              Long.parseLong(String.valueOf(read.packet().clients().getFirst().version())));
    }
  }

  @Test
  void aReceiptThatIsNoneIsRefusedWithThe1csReason() {
    try (ClubWithOnec club = ClubWithOnec.open()) {
      assertThat(((Said.Not) club.system.acknowledge("чужая")).trouble().reason())
          .isEqualTo("Квитанция не выдана этой базой.");
    }
  }

  @Test
  void aPersonComesWithAllThatBelongsToThemByIdAndByPhone() {
    try (ClubWithOnec club = ClubWithOnec.open()) {
      Row.Client row = (Row.Client) club.onec.base().read(Row.Kind.CLIENT, 7, 1).getFirst();

      Packet byRef = ClubWithOnec.page(club.system.readPerson(row.ref(), null)).packet();
      Packet byPhone =
          ClubWithOnec.page(club.system.readPerson(null, row.phones().getFirst())).packet();

      assertThat(byPhone).isEqualTo(byRef);
      assertThat(byRef.clients()).hasSize(1);
      assertThat(byRef.contracts()).hasSize(2);
      assertThat(byRef.visits()).hasSize(14);
      assertThat(club.system.readPerson(null, "+79990000001")).isEqualTo(new Reading.Nobody());
      assertThat(club.system.readPerson("нет такого", null)).isEqualTo(new Reading.Nobody());
    }
  }

  @Test
  void aFamilyWithOnePhoneComesTogether() {
    try (ClubWithOnec club = ClubWithOnec.open()) {
      String phone = String.valueOf(club.onec.base().phoneOf(refOf(club, 49)));
      assertThat(ClubWithOnec.page(club.system.readPerson(null, phone)).packet().clients())
          .extracting(Packet.Client::ref)
          .containsExactly(refOf(club, 48), refOf(club, 49));
    }
  }

  private static String refOf(ClubWithOnec club, long number) {
    return club.onec.base().read(Row.Kind.CLIENT, number, 1).getFirst().ref();
  }

  @Test
  void thisWayCanDoEverything() {
    try (ClubWithOnec club = ClubWithOnec.open()) {
      assertThat(club.system.abilities()).containsExactlyInAnyOrder(Ability.values());
    }
  }

  @Test
  void workHoursAreTaken() {
    try (ClubWithOnec club = ClubWithOnec.open()) {
      Packet.Shift shift =
          new Packet.Shift(
              "shift-1", null, "employee-1", "2026-11-23T08:00:00", "2026-11-23T15:00:00", null);
      assertThat(club.system.putShifts(List.of(shift))).isEqualTo(new Said.Done());
      assertThat(club.onec.base().takenShifts())
          .extracting(Row.Shift::employeeRef)
          .containsExactly("employee-1");
    }
  }
}
