package ru.fitcrm.hub.core.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import ru.fitcrm.hub.core.connection.Lease;
import ru.fitcrm.hub.core.connection.LeaseLost;
import ru.fitcrm.hub.core.sync.ClubSystem.Mode;
import ru.fitcrm.hub.core.sync.ClubSystem.Trouble.Kind;
import ru.fitcrm.hub.core.sync.FollowClubSystem.Followed;

class FollowClubSystemTest {

  private final ClubSystemBase base = new ClubSystemBase();
  private final List<Duration> pauses = new ArrayList<>();

  @AfterEach
  void close() {
    base.close();
  }

  @Test
  void aFirstLoadIsReadToItsEndAndToldAsAWhole() {
    PlayedSystem system = new PlayedSystem(pages(3));

    SyncRun run = ended(follow(system, Mode.FULL));

    assertThat(run.state()).isEqualTo(SyncRun.State.COMPLETED);
    assertThat(run.hearing()).isEqualTo(Hearing.HISTORY);
    assertThat(run.pages()).isEqualTo(3);
    assertThat(run.total()).isEqualTo(60);
    assertThat(run.read()).isEqualTo(60);
    assertThat(run.counts().get("visit")).isEqualTo(new Applied.Counts(30, 30, 0, 0, 0));
    assertThat(system.acknowledged).containsExactly("receipt 0", "receipt 1", "receipt 2");
    assertThat(base.events()).containsExactly("sync.finished");
    assertThat(base.cards()).isEmpty();
  }

  @Test
  void changesAfterTheFirstLoadAreNewsAndEverythingAgainIsNot() {
    ended(follow(new PlayedSystem(pages(1)), Mode.FULL));

    SyncRun changes =
        ended(
            follow(
                new PlayedSystem(List.of(new Told().client("new", "Новая").packet())),
                Mode.CHANGES));
    SyncRun full = ended(follow(new PlayedSystem(pages(2)), Mode.FULL));

    assertThat(changes.hearing()).isEqualTo(Hearing.AS_IT_HAPPENS);
    assertThat(full.hearing()).isEqualTo(Hearing.CATCHING_UP);
    assertThat(base.events().subList(0, 2)).containsExactly("sync.finished", "client.created");
    assertThat(base.events()).filteredOn("client.created"::equals).hasSize(1);
  }

  @Test
  void changesAfterADayOfSilenceAreHistory() {
    ended(follow(new PlayedSystem(pages(1)), Mode.FULL));
    base.clock.step(Duration.ofHours(25));

    SyncRun run =
        ended(
            follow(
                new PlayedSystem(List.of(new Told().client("new", "Новая").packet())),
                Mode.CHANGES));

    assertThat(run.hearing()).isEqualTo(Hearing.CATCHING_UP);
    assertThat(base.events()).containsExactly("sync.finished", "sync.finished");
  }

  @Test
  void aRunCutOffAnywhereEndsAsIfItHadNotBeen() {
    for (int cut = 0; cut < 4; cut++) {
      try (ClubSystemBase other = new ClubSystemBase(base, "Клуб " + cut)) {
        int at = cut;
        PlayedSystem system = new PlayedSystem(pages(4));
        system.beforePage =
            () -> {
              if (system.asked.size() == at + 1) {
                throw new IllegalStateException("the hub dies here");
              }
            };
        assertThatThrownBy(() -> follow(other, system, Mode.FULL))
            .isInstanceOf(IllegalStateException.class);
        SyncRun run = ended(follow(other, system, Mode.FULL));

        assertThat(run.pages()).isEqualTo(4);
        assertThat(run.read()).isEqualTo(80);
        assertThat(system.asked).hasSize(5);
        assertThat(other.number("select count(*) from visit")).isEqualTo(40);
        assertThat(other.number("select count(*) from sync_run")).isOne();
      }
    }
  }

  @Test
  void aPageThatCannotBeWrittenLeavesNothingOfItself() {
    base.changeTable("alter table visit add check (ref <> 'v25')");
    PlayedSystem system = new PlayedSystem(pages(3));
    assertThatThrownBy(() -> follow(system, Mode.FULL)).isInstanceOf(RuntimeException.class);
    assertThat(base.number("select count(*) from client")).isEqualTo(20);
    assertThat(base.number("select pages from sync_run")).isEqualTo(2);
    assertThat(system.acknowledged).hasSize(2);

    base.changeTable("alter table visit drop constraint visit_ref_check");
    ended(follow(system, Mode.FULL));

    assertThat(base.number("select count(*) from client")).isEqualTo(30);
    assertThat(system.asked).containsExactly(0, 1, 2, 2);
  }

  @Test
  @Timeout(60)
  void whereNothingIsToBeAcknowledgedTheNextPageIsReadWhileOneIsWritten() {
    PlayedSystem system = new PlayedSystem(pages(3)).withoutReceipts();
    // Nothing can be written before the second page is asked for.
    try (ClubSystemBase.Lock lock = base.lock("client")) {
      system.beforePage =
          () -> {
            if (system.asked.size() == 2) {
              lock.giveBack();
            }
          };

      SyncRun run = ended(follow(system, Mode.FULL));

      assertThat(run.read()).isEqualTo(60);
      assertThat(system.asked).containsExactly(0, 1, 2);
      assertThat(base.number("select count(*) from visit")).isEqualTo(30);
    }
  }

  @Test
  void aTroubleMetWhileReadingAheadIsMetInItsTurn() {
    PlayedSystem system = new PlayedSystem(pages(3)).withoutReceipts();
    system.beforePage =
        () -> {
          if (system.asked.size() == 2) {
            system.troubled(Kind.BUSY);
          }
        };

    SyncRun run = ended(follow(system, Mode.FULL));

    assertThat(pauses).containsExactly(Duration.ofSeconds(5));
    assertThat(system.asked).containsExactly(0, 1, 1, 2);
    assertThat(run.pages()).isEqualTo(3);
  }

  @Test
  void aHistoryToldAgainOrInPartKnownIsTakenAsIfItWereNew() {
    ended(follow(new PlayedSystem(pages(1)).withoutReceipts(), Mode.FULL));
    base.changeTable("set role hub_platform; update sync_run set state = 'FAILED'");
    Told mixed = new Told();
    for (int n = 30; n >= 0; n--) {
      mixed
          .client("c" + n, "Клиент " + n, "+791600000" + (10 + n))
          .visit("v" + n, "c" + n, base.now());
    }
    mixed.visit("lost", "nobody", base.now());

    SyncRun run =
        ended(follow(new PlayedSystem(List.of(mixed.packet())).withoutReceipts(), Mode.FULL));

    assertThat(run.hearing()).isEqualTo(Hearing.HISTORY);
    assertThat(run.counts().get("visit")).isEqualTo(new Applied.Counts(32, 21, 10, 1, 0));
    assertThat(base.number("select count(*) from visit")).isEqualTo(31);
  }

  @Test
  void aBusySystemIsWaitedForLongerEachTime() {
    PlayedSystem system = new PlayedSystem(pages(1)).troubled(Kind.BUSY, Kind.BUSY, Kind.BUSY);

    SyncRun run = ended(follow(system, Mode.FULL));

    assertThat(run.state()).isEqualTo(SyncRun.State.COMPLETED);
    assertThat(run.troubleCode()).isNull();
    assertThat(pauses)
        .containsExactly(Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(20));
  }

  @Test
  void aSystemThatIsDownInterruptsAndOneThatRefusesFails() {
    PlayedSystem system = new PlayedSystem(pages(1)).troubled(Kind.DOWN, Kind.REFUSED);

    Followed down = follow(system, Mode.FULL);
    assertThat(down).isInstanceOf(Followed.Interrupted.class);
    assertThat(base.texts("select state || ' ' || trouble_code from sync_run"))
        .containsExactly("RUNNING trouble");

    SyncRun refused = ended(follow(system, Mode.FULL));
    assertThat(refused.state()).isEqualTo(SyncRun.State.FAILED);
    assertThat(refused.trouble()).isEqualTo("played");
  }

  @Test
  void aRunStopsAfterThePageItIsAt() {
    PlayedSystem system = new PlayedSystem(pages(3));
    system.beforePage =
        () ->
            base.core.runIn(
                base.club,
                () -> {
                  SyncRuns runs = base.core.get(SyncRuns.class);
                  runs.wantStop(runs.running(base.system.connection().value()).orElseThrow().id());
                });

    SyncRun run = ended(follow(system, Mode.FULL));

    assertThat(run.state()).isEqualTo(SyncRun.State.STOPPED);
    assertThat(run.pages()).isOne();
    assertThat(base.number("select count(*) from client")).isEqualTo(10);
  }

  @Test
  void whoLostTheConnectionWritesNothing() {
    Lease old =
        new Lease(
            base.system.club(),
            base.system.connection(),
            base.system.kind(),
            base.system.fence() - 1,
            base.system.version());

    assertThatThrownBy(
            () ->
                base.core
                    .get(FollowClubSystem.class)
                    .follow(old, new PlayedSystem(pages(1)), Mode.FULL, null, pauses::add))
        .isInstanceOf(LeaseLost.class);
    assertThat(base.number("select count(*) from sync_run")).isZero();
  }

  private Followed follow(PlayedSystem system, Mode mode) {
    return follow(base, system, mode);
  }

  private Followed follow(ClubSystemBase base, PlayedSystem system, Mode mode) {
    return base.core
        .get(FollowClubSystem.class)
        .follow(base.system, system, mode, null, pauses::add);
  }

  private static SyncRun ended(Followed followed) {
    assertThat(followed).isInstanceOf(Followed.Ended.class);
    return ((Followed.Ended) followed).run();
  }

  /** Ten clients a page, each with a visit. */
  private List<Packet> pages(int count) {
    List<Packet> pages = new ArrayList<>();
    for (int page = 0; page < count; page++) {
      Told told = new Told();
      for (int n = page * 10; n < page * 10 + 10; n++) {
        told.client("c" + n, "Клиент " + n, "+791600000" + (10 + n));
        told.visit("v" + n, "c" + n, base.now());
      }
      pages.add(told.packet());
    }
    return pages;
  }
}
