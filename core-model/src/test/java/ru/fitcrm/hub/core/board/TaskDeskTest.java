package ru.fitcrm.hub.core.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import ru.fitcrm.hub.core.club.Club;
import ru.fitcrm.hub.core.person.Client;
import ru.fitcrm.hub.core.person.ClientDesk;
import ru.fitcrm.hub.core.platform.Conflict;
import ru.fitcrm.hub.core.platform.StaleVersion;
import ru.fitcrm.hub.core.testing.SteppedClock;
import ru.fitcrm.hub.core.testing.TestCore;

class TaskDeskTest {

  /** A Wednesday noon in Moscow. */
  private final SteppedClock clock = new SteppedClock(Instant.parse("2026-11-18T09:00:00Z"));

  private final TestCore core = new TestCore(clock);
  private Club club;

  @BeforeEach
  void openClub() {
    club = core.club("Север");
  }

  @AfterEach
  void close() {
    core.close();
  }

  @Test
  void aCardMadeByHandIsUnsortedUntilItGetsAStatus() {
    Task card = add("+79161234567", edit(null, null, null));
    assertThat(card.column()).isEqualTo(BoardColumn.UNSORTED);

    Task moved = move(card, BoardColumn.TOMORROW);
    assertThat(moved.column()).isEqualTo(BoardColumn.TOMORROW);
    assertThat(moved.dueOn()).isEqualTo(LocalDate.parse("2026-11-19"));
    assertThat(moved.statusName()).isEqualTo("В работе");

    assertThat(move(moved, BoardColumn.UNSORTED).status()).isNull();
  }

  @Test
  void aRefusedDragChangesNothing() {
    Task card = add("+79161234567", edit(null, null, null));

    assertThatThrownBy(() -> move(card, BoardColumn.OVERDUE)).isInstanceOf(Conflict.class);
    assertThat(read(card.id())).isEqualTo(card);
  }

  @Test
  void aTimeThatHasPassedIsDroppedWhenACardIsMovedToToday() {
    long status = firstStatus();
    Task card = add("+79161234567", edit(status, "2026-11-17", "09:00"));
    assertThat(card.column()).isEqualTo(BoardColumn.OVERDUE);

    Task moved = move(card, BoardColumn.TODAY);

    assertThat(moved.column()).isEqualTo(BoardColumn.TODAY);
    assertThat(moved.dueTime()).isNull();
  }

  @Test
  void aFinalStatusClosesTheCard() {
    Task card = add("+79161234567", edit(null, null, null));
    long refused = core.in(club, () -> core.get(TaskStatuses.class).named("Отказ").id());

    Task closed =
        core.in(
            club,
            () ->
                core.get(TaskDesk.class)
                    .update(club, card.id(), edit(refused, null, null), card.version(), "test"));

    assertThat(closed.closedAt()).isEqualTo(clock.instant());
    assertThat(closed.column()).isNull();
  }

  @Test
  void whoChangesAnOldVersionIsToldAndChangesNothing() {
    Task card = add("+79161234567", edit(null, null, null));
    move(card, BoardColumn.TODAY);

    assertThatThrownBy(() -> move(card, BoardColumn.LATER)).isInstanceOf(StaleVersion.class);
  }

  @Test
  void fiftyPeopleAddingTheSameCardAtOnceMakeOneLeadAndOneCard() throws Exception {
    List<Callable<Task>> all = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      all.add(() -> add("+79161234567", edit(null, null, null)));
    }
    List<Long> ids = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (Future<Task> card : threads.invokeAll(all)) {
        ids.add(card.get().id());
      }
    }

    assertThat(ids).containsOnly(ids.get(0));
  }

  @Test
  void theDatabaseSortsCardsIntoTheSameColumnsAsTheRule() {
    Random random = new Random(7);
    long status = firstStatus();
    Client client =
        core.in(club, () -> core.get(ClientDesk.class).findOrAdd(club, "+79161234567", "test"));
    for (int i = 0; i < 120; i++) {
      LocalDate due = LocalDate.parse("2026-11-08").plusDays(random.nextInt(24));
      String time = random.nextBoolean() ? LocalTime.of(random.nextInt(24), 30).toString() : null;
      TaskEdit edit =
          edit(
              random.nextInt(5) == 0 ? null : status,
              random.nextInt(6) == 0 ? null : due.toString(),
              time);
      String reason = "card " + i;
      core.runIn(
          club,
          () ->
              core.get(TaskDesk.class)
                  .add(club, new NewTask(client.id(), withReason(edit, reason), "test")));
    }
    for (int day = 0; day < 8; day++) {
      BoardDay today = core.get(TaskDesk.class).day(club);
      long sum = 0;
      for (BoardColumn column : BoardColumn.values()) {
        List<Task> cards =
            core.in(
                club,
                () -> core.get(TaskBoard.class).column(TaskQuery.OPEN.in(column), 500, today));
        assertThat(cards).allMatch(card -> card.column() == column);
        sum += cards.size();
      }
      assertThat(sum).isEqualTo(120);
      clock.step(java.time.Duration.ofHours(25));
    }
  }

  private static TaskEdit withReason(TaskEdit edit, String reason) {
    return new TaskEdit(
        reason, null, edit.dueOn(), edit.dueTime(), edit.status(), null, null, null, false);
  }

  private static TaskEdit edit(
      @Nullable Long status, @Nullable String dueOn, @Nullable String dueTime) {
    LocalDate due = dueOn == null ? null : LocalDate.parse(dueOn);
    LocalTime time = dueTime == null || due == null ? null : LocalTime.parse(dueTime);
    return new TaskEdit(null, null, due, time, status, null, null, null, false);
  }

  private Task add(String phone, TaskEdit edit) {
    return core.in(
        club,
        () -> {
          Client client = core.get(ClientDesk.class).findOrAdd(club, phone, "manual");
          return core.get(TaskDesk.class).add(club, new NewTask(client.id(), edit, "test"));
        });
  }

  private Task move(Task card, BoardColumn target) {
    return core.in(
        club, () -> core.get(TaskDesk.class).move(club, card.id(), target, card.version(), "test"));
  }

  private Task read(long id) {
    return core.in(
        club, () -> core.get(TaskBoard.class).get(id, core.get(TaskDesk.class).day(club)));
  }

  private long firstStatus() {
    return core.in(club, () -> core.get(TaskStatuses.class).first().id());
  }
}
