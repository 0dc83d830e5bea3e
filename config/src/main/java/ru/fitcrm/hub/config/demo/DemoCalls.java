package ru.fitcrm.hub.config.demo;

import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ru.fitcrm.hub.core.club.Club;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.person.Client;
import ru.fitcrm.hub.core.person.ClientDirectory;
import ru.fitcrm.hub.core.person.ClientQuery;
import ru.fitcrm.hub.core.platform.PageRequest;
import ru.fitcrm.hub.sandbox.pbx.NewCall;
import ru.fitcrm.hub.sandbox.pbx.Pace;
import ru.fitcrm.hub.sandbox.pbx.Recording;
import ru.fitcrm.hub.sandbox.pbx.SandboxPbx;

/**
 * Calls that come in by themselves: every few seconds at first, then so often as a quiet club's.
 */
final class DemoCalls implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(DemoCalls.class);
  private static final int LIVELY_CALLS = 40;
  private static final long LIVELY_SECONDS = 6;
  private static final long QUIET_SECONDS = 25;

  /** What happens to a call, the usual more often than the rare. */
  private static final List<String> STORIES =
      List.of(
          "a_in_answered",
          "a_in_answered",
          "a2_in_answered_caller_bye",
          "b_in_missed",
          "c_in_caller_cancel",
          "e_queue_answered",
          "e2_queue_preanswered",
          "f_queue_abandoned",
          "g_blind_refer",
          "p_two_phones",
          "s2_ivr_answered",
          "s_ivr_abandoned",
          "d_in_busy");

  private final SandboxPbx pbx;
  private final Club club;
  private final ClubGate gate;
  private final ClientDirectory clients;
  private final Supplier<String> numbersOf1c;
  private final DemoPeople people;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("demo-calls").daemon(true).factory());
  private int played;

  /**
   * @param numbersOf1c of somebody who is in the club's 1C
   * @param seed of who calls and what happens
   */
  DemoCalls(
      SandboxPbx pbx,
      Club club,
      ClubGate gate,
      ClientDirectory clients,
      Supplier<String> numbersOf1c,
      long seed) {
    this.pbx = pbx;
    this.club = club;
    this.gate = gate;
    this.clients = clients;
    this.numbersOf1c = numbersOf1c;
    this.people = new DemoPeople(seed);
  }

  void start() {
    scheduleNext(LIVELY_SECONDS / 2);
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }

  private void scheduleNext(long seconds) {
    var unused = timer.schedule(this::callAndGoOn, seconds, TimeUnit.SECONDS);
  }

  private void callAndGoOn() {
    try {
      call();
    } catch (RuntimeException e) {
      LOG.warn("A demo call could not be played, the next one follows", e);
    }
    if (!timer.isShutdown()) {
      scheduleNext(played < LIVELY_CALLS ? LIVELY_SECONDS : QUIET_SECONDS);
    }
  }

  private void call() {
    Recording story = Recording.named(people.pick(STORIES));
    pbx.play(story.asCall(new NewCall(caller(), null, null)), Pace.asRecorded());
    played++;
  }

  /** Every second call is from somebody the club knows, half of them from 1C. */
  private String caller() {
    return switch (people.below(4)) {
      case 0 -> knownNumber();
      case 1 -> numbersOf1c.get();
      default -> people.mobile();
    };
  }

  private String knownNumber() {
    List<Client> known =
        gate.inClub(
            club.clubId(),
            () -> clients.list(new ClientQuery(null, null, null, false), new PageRequest(0, 30)));
    Client client = people.pick(known);
    return client.phones().isEmpty() ? people.mobile() : client.phones().get(0).number();
  }
}
