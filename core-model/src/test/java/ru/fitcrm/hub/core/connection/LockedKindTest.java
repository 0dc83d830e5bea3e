package ru.fitcrm.hub.core.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import ru.fitcrm.hub.core.club.Club;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.licence.Licences;
import ru.fitcrm.hub.core.licence.Plan;
import ru.fitcrm.hub.core.testing.TestCore;

/** A kind outside the club's plan is locked: it is shown so, and no node runs it. */
class LockedKindTest {

  private final TestCore core = new TestCore(Clock.systemUTC());

  @AfterEach
  void close() {
    core.close();
  }

  @Test
  void whatThePlanLeavesOutIsLockedUntilThePlanIncludesIt() {
    Club club = core.club("Старт");
    grant(club, Plan.START);
    Connection phone = add(club, "asterisk");
    Connection sms = add(club, "sms-ru");
    Connection hook = add(club, "webhook-out");
    Connection fitness = add(club, "onec-fitness");
    assertThat(List.of(phone.state(), hook.state(), fitness.state()))
        .containsOnly(ConnectionState.LOCKED);
    assertThat(sms.state()).isEqualTo(ConnectionState.STARTING);

    Ownership ownership = core.get(Ownership.class);
    NodeId node = ownership.enter("test");
    assertThat(owned(ownership, node)).containsExactly(sms.id());
    grant(club, Plan.STANDARD);
    assertThat(owned(ownership, node))
        .containsExactly(phone.id(), sms.id(), hook.id(), fitness.id());
    grant(club, Plan.START);
    assertThat(owned(ownership, node)).containsExactly(sms.id());
  }

  private static List<Long> owned(Ownership ownership, NodeId node) {
    return ownership.beat(node).orElseThrow().stream()
        .map(lease -> lease.connection().value())
        .toList();
  }

  private void grant(Club club, Plan plan) {
    core.get(ClubGate.class)
        .runAsPlatform(
            () -> core.get(Licences.class).grant(club.clubId(), plan, LocalDate.of(2099, 1, 1)));
  }

  private Connection add(Club club, String kind) {
    ConnectionEdit edit =
        new ConnectionEdit(kind, kind, null, true, TestCore.json().createObjectNode(), Map.of());
    return core.in(club, () -> core.get(Connections.class).add(edit));
  }
}
