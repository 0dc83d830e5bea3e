package ru.fitcrm.hub.core.person;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import ru.fitcrm.hub.core.club.Club;
import ru.fitcrm.hub.core.testing.SteppedClock;
import ru.fitcrm.hub.core.testing.TestCore;

class ClientDeskTest {

  private static final String NUMBER = "+79161234567";

  private final TestCore core =
      new TestCore(new SteppedClock(Instant.parse("2026-11-18T09:00:00Z")));
  private final Club club = core.club("Север");

  @AfterEach
  void close() {
    core.close();
  }

  @Test
  void aNumberLeadsToWhoeverHasIt() {
    assertThat(findOrAdd().id()).isEqualTo(findOrAdd().id());
  }

  @Test
  void aFamilySharesANumber() {
    Client mother = add();

    assertThat(add().id()).isNotEqualTo(mother.id());
  }

  /** Some look for the number before another's lead is committed and add after it. */
  @Test
  void manyAskingForOneNumberAtOnceMakeOneLead() throws Exception {
    List<Callable<Client>> all = Collections.nCopies(200, this::findOrAdd);
    Set<Long> made = new HashSet<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (Future<Client> added : threads.invokeAll(all)) {
        made.add(added.get().id());
      }
    }

    assertThat(made).hasSize(1);
  }

  private Client add() {
    return core.in(
        club,
        () -> core.get(ClientDesk.class).add(club, ClientEdit.withPhone(NUMBER, null, "manual")));
  }

  private Client findOrAdd() {
    return core.in(club, () -> core.get(ClientDesk.class).findOrAdd(club, NUMBER, "manual"));
  }
}
