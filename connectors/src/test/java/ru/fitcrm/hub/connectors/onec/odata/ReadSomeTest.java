package ru.fitcrm.hub.connectors.onec.odata;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import ru.fitcrm.hub.core.sync.ClubSystem.Ability;
import ru.fitcrm.hub.core.sync.ClubSystem.Reading;
import ru.fitcrm.hub.core.sync.ClubSystem.Weighing;
import ru.fitcrm.hub.core.sync.ClubSystem.Weight;
import ru.fitcrm.hub.core.sync.Entity;
import ru.fitcrm.hub.core.sync.Packet;
import ru.fitcrm.hub.sandbox.onec.base.Row;

/** Counts, parts and rows by id over OData, for comparing. */
class ReadSomeTest {

  @Test
  void clientsAreCountedWithoutThoseMarkedForDeletion() {
    try (ClubWithOdata club = ClubWithOdata.open()) {
      List<Row> all = club.onec.base().read(Row.Kind.CLIENT, 0, 1_000);
      club.onec.base().markDeleted(all.get(4).ref(), true);

      assertThat(club.system.abilities()).contains(Ability.COMPARE);
      assertThat(club.system.comparable()).contains(Entity.CLIENT);
      Weighing.Weights weights = (Weighing.Weights) club.system.weigh();
      Weight counted = Objects.requireNonNull(weights.of().get(Entity.CLIENT));
      assertThat(counted.rows())
          .isEqualTo(club.onec.base().total(Row.Kind.CLIENT).rows())
          .isLessThan(all.size());
      assertThat(counted.sum()).isNull();
    }
  }

  @Test
  void rowsAreAskedForByIdTwentyAtATimeAndOneThatIsGoneIsNotInTheAnswer() {
    try (ClubWithOdata club = ClubWithOdata.open()) {
      List<String> refs =
          new ArrayList<>(
              club.onec.base().read(Row.Kind.CLIENT, 10, 45).stream().map(Row::ref).toList());
      club.onec.base().remove(refs.get(7));
      refs.add("no guid at all");

      Reading.Page page = ClubWithOdata.page(club.system.readRows(Entity.CLIENT, refs));

      assertThat(page.packet().clients()).hasSize(44);
      assertThat(page.packet().clients())
          .extracting(Packet.Client::ref)
          .doesNotContain(refs.get(7))
          .isSubsetOf(refs);
    }
  }

  @Test
  void partsFollowEachOtherToTheEndOfTheEntity() {
    try (ClubWithOdata club = ClubWithOdata.open()) {
      List<String> seen = new ArrayList<>();
      String position = null;
      do {
        Reading.Page page = ClubWithOdata.page(club.system.readPart(Entity.CLIENT, position, 30));
        page.packet().clients().forEach(client -> seen.add(client.ref()));
        position = page.next();
      } while (position != null);

      assertThat(seen).hasSize(100).doesNotHaveDuplicates();
      assertThat(ClubWithOdata.trouble(club.system.readPart(Entity.CLIENT, "old", 30)).code())
          .isEqualTo("position-unknown");
    }
  }
}
