package ru.fitcrm.hub.core.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.club.Club;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.testing.TestCore;

class OwnershipTest {

  private final TestCore core = new TestCore(Clock.systemUTC());
  private final Ownership ownership = core.get(Ownership.class);
  private final Club club = core.club("Север");
  private final Connection connection = add(true);

  @AfterEach
  void close() {
    core.close();
  }

  @Test
  void aConnectionHasOneOwnerAtATime() {
    NodeId first = ownership.enter("a");
    NodeId second = ownership.enter("b");

    assertThat(beat(first)).hasSize(1);
    assertThat(beat(second)).isEmpty();
    assertThat(beat(first)).hasSize(1);
  }

  @Test
  void aDeadNodesConnectionIsTakenOverUnderANewFence() {
    NodeId first = ownership.enter("a");
    NodeId second = ownership.enter("b");
    Lease old = beat(first).get(0);
    stopHeart(first);

    Lease taken = beat(second).get(0);

    assertThat(taken.fence()).isGreaterThan(old.fence());
    assertThat(ownership.beat(first)).isEmpty();
  }

  @Test
  void aNodeThatLeavesFreesItsConnectionsAtOnce() {
    NodeId first = ownership.enter("a");
    beat(first);
    ownership.leave(first);

    assertThat(beat(ownership.enter("b"))).hasSize(1);
  }

  @Test
  void aDisabledConnectionBelongsToNobody() {
    NodeId node = ownership.enter("a");
    beat(node);
    core.runIn(
        club,
        () ->
            core.get(Connections.class)
                .update(connection.id(), edit(false, Map.of()), connection.version()));

    assertThat(beat(node)).isEmpty();
  }

  @Test
  void secretsAreSealedBoundToTheirPlaceAndGivenBackWhole() {
    Connection other = core.in(club, () -> core.get(Connections.class).add(edit(false, Map.of())));
    core.runIn(
        club,
        () ->
            core.get(Connections.class)
                .update(
                    connection.id(),
                    edit(true, Map.of("password", "s3cret", "cdr.password", "пароль")),
                    connection.version()));

    ObjectNode settings =
        core.in(club, () -> core.get(Connections.class).settingsWithSecrets(connection.id()));
    assertThat(settings.path("password").asText()).isEqualTo("s3cret");
    assertThat(settings.path("cdr").path("password").asText()).isEqualTo("пароль");

    JdbcClient jdbc = core.get(JdbcClient.class);
    String stored =
        core.get(ClubGate.class)
            .asPlatform(
                () ->
                    jdbc.sql("select secrets::text from connection where id = :id")
                        .param("id", connection.id())
                        .query(String.class)
                        .single());
    assertThat(stored).doesNotContain("s3cret").doesNotContain("пароль");

    core.get(ClubGate.class)
        .runAsPlatform(
            () ->
                jdbc.sql(
                        """
                        update connection set secrets = (select secrets from connection where id = :from)
                         where id = :to""")
                    .param("from", connection.id())
                    .param("to", other.id())
                    .update());
    assertThatThrownBy(
            () ->
                core.runIn(club, () -> core.get(Connections.class).settingsWithSecrets(other.id())))
        .isInstanceOf(SecretBox.UnreadableSecret.class);
  }

  private List<Lease> beat(NodeId node) {
    return ownership.beat(node).orElseThrow();
  }

  private void stopHeart(NodeId node) {
    core.get(ClubGate.class)
        .runAsPlatform(
            () ->
                core.get(JdbcClient.class)
                    .sql(
                        "update node set heartbeat_at = now() - interval '16 seconds' where id = :id")
                    .param("id", node.value())
                    .update());
  }

  private Connection add(boolean enabled) {
    return core.in(club, () -> core.get(Connections.class).add(edit(enabled, Map.of())));
  }

  private static ConnectionEdit edit(boolean enabled, Map<String, String> secrets) {
    return new ConnectionEdit(
        "asterisk", "PBX", null, enabled, TestCore.json().createObjectNode(), secrets);
  }
}
