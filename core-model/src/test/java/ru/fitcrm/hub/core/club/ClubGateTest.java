package ru.fitcrm.hub.core.club;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import ru.fitcrm.hub.core.platform.Conflict;
import ru.fitcrm.hub.core.testing.TestCore;

class ClubGateTest {

  private static final TestCore CORE = new TestCore(Clock.systemUTC());
  private static final Club NORTH = CORE.club("Север");
  private static final Club SOUTH = CORE.club("Юг и море");

  private final ClubGate gate = CORE.get(ClubGate.class);
  private final JdbcClient jdbc = CORE.get(JdbcClient.class);

  @AfterAll
  static void close() {
    CORE.close();
  }

  @Test
  void aClubSeesItsOwnRowsWithoutBeingAskedTo() {
    assertThat(gate.inClub(NORTH.clubId(), () -> clubsOfStatuses())).containsExactly(NORTH.id());
    assertThat(gate.inClub(SOUTH.clubId(), () -> clubsOfStatuses())).containsExactly(SOUTH.id());
  }

  @Test
  void thePlatformSeesAll() {
    assertThat(gate.asPlatform(() -> clubsOfStatuses()))
        .containsExactlyInAnyOrder(NORTH.id(), SOUTH.id());
  }

  @Test
  void anotherClubsRowCannotBeWritten() {
    assertThatThrownBy(
            () ->
                gate.runInClub(
                    NORTH.clubId(),
                    () ->
                        jdbc.sql("insert into branch (club_id, name) values (:club, 'x')")
                            .param("club", SOUTH.id())
                            .update()))
        .isInstanceOf(BadSqlGrammarException.class)
        .rootCause()
        .hasMessageContaining("row-level security");
  }

  @Test
  void outsideTheGateNothingIsSeen() {
    assertThat(clubsOfStatuses()).isEmpty();
  }

  @Test
  void aTransactionWithoutAClubIsAnError() {
    assertThatThrownBy(
            () ->
                CORE.get(ClubTransactions.class).getTransaction(new DefaultTransactionDefinition()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("without a club");
  }

  @Test
  void oneClubsTransactionIsNotAnothers() {
    assertThatThrownBy(
            () -> gate.runInClub(NORTH.clubId(), () -> gate.runInClub(SOUTH.clubId(), () -> {})))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> gate.runInClub(NORTH.clubId(), () -> gate.runAsPlatform(() -> {})))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aFailedTransactionLeavesThePoolClean() {
    assertThatThrownBy(
            () ->
                gate.runAsPlatform(
                    () -> {
                      throw new IllegalArgumentException("on purpose");
                    }))
        .isInstanceOf(IllegalArgumentException.class);
    for (int i = 0; i < 20; i++) {
      assertThat(jdbc.sql("select current_user").query(String.class).single()).isEqualTo("hub_app");
    }
  }

  @Test
  void theAppLoginCannotSwitchTheProtectionOff() {
    for (String forbidden :
        List.of(
            "alter table client disable row level security",
            "truncate client",
            "select * from event_rest",
            "set role hub_owner")) {
      assertThatThrownBy(() -> gate.runInClub(NORTH.clubId(), () -> jdbc.sql(forbidden).update()))
          .as(forbidden)
          .isInstanceOf(RuntimeException.class);
    }
  }

  @Test
  void everyTableOfAClubIsProtected() {
    List<String> open =
        jdbc.sql(
                """
                select c.relname from pg_class c
                  join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
                  join pg_attribute a on a.attrelid = c.oid and a.attname = 'club_id'
                 where c.relkind in ('r', 'p') and not c.relispartition
                   and not (c.relrowsecurity and c.relforcerowsecurity)""")
            .query(String.class)
            .list();
    assertThat(open).isEmpty();
  }

  @Test
  void aSlugIsMadeFromTheNameAndTakenOnce() {
    assertThat(NORTH.slug()).isEqualTo("sever");
    assertThat(SOUTH.slug()).isEqualTo("yug-i-more");
    assertThatThrownBy(() -> CORE.club("Север")).isInstanceOf(Conflict.class);
  }

  private List<Long> clubsOfStatuses() {
    return jdbc.sql("select distinct club_id from task_status").query(Long.class).list();
  }
}
