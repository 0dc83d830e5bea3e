package ru.fitcrm.hub.core.sync;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who and what is marked as deleted in the club's system, archived here or erased. */
class GoneFromTheSystemTest {

  private static final String ANNA = "+79161234567";

  private final ClubSystemBase base = new ClubSystemBase();

  @AfterEach
  void close() {
    base.close();
  }

  @Test
  void deletionMarksArchiveClientsAndEndTheRest() {
    base.tell(
        new Told()
            .client("c1", "Анна", ANNA)
            .contract("k1", "c1", "ACTIVE", null)
            .payment("p1", "c1", "k1", "RECURRING", "FAILED", base.now())
            .visit("v1", "c1", base.now())
            .booking("b1", null, "c1", base.now().plusSeconds(999), "PLANNED"));
    assertThat(base.cards()).containsExactly("Оплата не прошла");

    base.tell(
        new Told()
            .person("c1", null, null, "true")
            .contract("k1", null, "c1", "ACTIVE", null, "true")
            .visit(new Packet.Visit("v1", null, null, null, "true")));

    assertThat(base.cards()).isEmpty();
    assertThat(base.texts("select name || ' ' || archive_reason from client"))
        .containsExactly("Анна " + MergeClients.MARKED);
    assertThat(base.texts("select number from client_phone")).containsExactly(ANNA);
    assertThat(base.texts("select status from contract")).containsExactly("TERMINATED");
    assertThat(base.number("select count(*) from visit where deleted")).isOne();
    assertThat(base.number("select count(*) from client_activity where last_activity_on is null"))
        .isOne();
    assertThat(base.events()).contains("client.archived", "contract.ended");

    base.tell(new Told().client("c1", "Анна", ANNA));
    assertThat(base.number("select count(*) from client where archived_at is null")).isOne();
  }

  @Test
  void whoWasArchivedByHandStaysThere() {
    base.tell(new Told().client("c1", "Анна", ANNA));
    base.change("update client set archived_at = now(), archive_reason = 'переезд'");
    base.tell(new Told().person("c1", null, "Анна Б.", "true", ANNA));
    base.tell(new Told().client("c1", "Анна В.", ANNA));

    assertThat(base.texts("select archive_reason from client")).containsExactly("переезд");
  }

  @Test
  void anErasedPersonIsNotBroughtBack() {
    base.tell(new Told().client("c1", "Анна", ANNA));
    base.change("update client set name = null");
    base.change("delete from client_phone");
    base.change("update external_ref set erased_at = now()");

    base.tell(new Told().person("c1", "9", "Анна", "false", ANNA).visit("v1", "c1", base.now()));

    assertThat(base.number("select count(*) from client where name is null")).isOne();
    assertThat(base.number("select count(*) from client_phone")).isZero();
    assertThat(base.number("select count(*) from visit")).isOne();
  }
}
