package ru.fitcrm.hub.core.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.club.Club;
import ru.fitcrm.hub.core.connection.ConnectionEdit;
import ru.fitcrm.hub.core.connection.Connections;
import ru.fitcrm.hub.core.outbox.OutboxMessage;
import ru.fitcrm.hub.core.outbox.OutboxState;
import ru.fitcrm.hub.core.testing.TestCore;

/** When an endpoint counts as failing for five days; time passes by moving the rows' times back. */
class FailingForDaysTest {

  private static final TestCore CORE = new TestCore(Clock.systemUTC());
  private static final Club CLUB = CORE.club("Вебхуки");

  @AfterContainer
  static void close() {
    CORE.close();
  }

  /** One attempt, so long after the one before. */
  private record Attempt(Duration after, boolean taken) {}

  @Example
  void anIdleEndpointWithTwoFailuresFiveDaysApartStaysOn() {
    assertThat(offAt(List.of(failure(0), failure(24 * 5 + 1)))).isEqualTo(-1);
  }

  @Example
  void twoUnluckyEventsWithAllTheirRetriesAndIdleDaysBetweenLeaveItOn() {
    List<Attempt> attempts = new ArrayList<>(List.of(failure(0), failure(3), failure(10)));
    attempts.addAll(List.of(failure(10), failure(24 * 4), failure(3), failure(10), failure(10)));
    assertThat(offAt(attempts)).isEqualTo(-1);
  }

  @Example
  void failingEverySixHoursItIsOffWithTheFirstFailureAfterFiveDays() {
    List<Attempt> attempts = new ArrayList<>(List.of(failure(0)));
    for (int i = 0; i < 30; i++) {
      attempts.add(failure(6));
    }
    assertThat(offAt(attempts)).isEqualTo(5 * 24 / 6);
  }

  @Example
  void oneDeliveryTakenBeginsTheDaysAnew() {
    List<Attempt> attempts = new ArrayList<>();
    for (int i = 0; i < 18; i++) {
      attempts.add(failure(6));
    }
    attempts.add(new Attempt(Duration.ofHours(6), true));
    for (int i = 0; i < 20; i++) {
      attempts.add(failure(6));
    }
    assertThat(offAt(attempts)).isEqualTo(-1);
  }

  @Example
  void whyItIsOffOutlivesADeliveryTakenMeanwhileAndNotASwitchOn() {
    long endpoint = CORE.in(CLUB, FailingForDaysTest::endpoint);
    CORE.runIn(CLUB, () -> CORE.get(WebhookDeliveries.class).settled(gone(endpoint)));
    CORE.runIn(CLUB, () -> tell(endpoint, true));
    CORE.runIn(CLUB, () -> tell(endpoint, false));
    assertThat(read(endpoint).offBecause()).isEqualTo("GONE");
    assertThat(read(endpoint).offAt()).isNotNull();

    CORE.runIn(CLUB, () -> switchTo(endpoint, true));
    CORE.runIn(CLUB, () -> switchTo(endpoint, false));
    assertThat(read(endpoint).offBecause()).as("a person did").isNull();
  }

  private static WebhookEndpoint read(long endpoint) {
    return CORE.in(CLUB, () -> CORE.get(WebhookEndpoints.class).get(endpoint));
  }

  private static void switchTo(long endpoint, boolean enabled) {
    JdbcClient.create(CORE.database().dataSource())
        .sql("update connection set enabled = :enabled where id = :id")
        .param("enabled", enabled)
        .param("id", endpoint)
        .update();
  }

  /** Said another way than the hub's statement says it. */
  @Property(tries = 60)
  void itIsOffWhenFiveDaysOfFailuresHaveNoSuccessAndNoTwoIdleDaysAmongThem(
      @ForAll("histories") List<Attempt> attempts) {
    int expected = -1;
    for (int last = 0; last < attempts.size() && expected < 0; last++) {
      if (endsFiveDays(attempts, last)) {
        expected = last;
      }
    }
    assertThat(offAt(attempts)).isEqualTo(expected);
  }

  private static boolean endsFiveDays(List<Attempt> attempts, int last) {
    Duration span = Duration.ZERO;
    for (int i = last; i >= 0 && !attempts.get(i).taken(); i--) {
      if (span.compareTo(Duration.ofDays(5)) >= 0) {
        return true;
      }
      Duration gap = attempts.get(i).after();
      if (gap.compareTo(Duration.ofDays(2)) >= 0) {
        return false;
      }
      span = span.plus(gap);
    }
    return false;
  }

  @Provide
  Arbitrary<List<Attempt>> histories() {
    Arbitrary<Duration> gaps =
        Arbitraries.frequencyOf(
                Tuple.of(12, Arbitraries.integers().between(1, 47)),
                Tuple.of(1, Arbitraries.integers().between(48, 200)))
            .map(Duration::ofHours);
    Arbitrary<Boolean> taken =
        Arbitraries.frequency(Tuple.of(1, Boolean.TRUE), Tuple.of(12, Boolean.FALSE));
    return Combinators.combine(gaps, taken).as(Attempt::new).list().ofMinSize(1).ofMaxSize(20);
  }

  private static Attempt failure(int hoursAfter) {
    return new Attempt(Duration.ofHours(hoursAfter), false);
  }

  /** With which attempt a new endpoint is switched off; -1 if with none. */
  private static int offAt(List<Attempt> attempts) {
    long endpoint = CORE.in(CLUB, FailingForDaysTest::endpoint);
    for (int i = 0; i < attempts.size(); i++) {
      Attempt attempt = attempts.get(i);
      CORE.runIn(
          CLUB,
          () -> {
            passes(endpoint, attempt.after());
            tell(endpoint, attempt.taken());
          });
      if (!CORE.in(CLUB, () -> CORE.get(WebhookEndpoints.class).get(endpoint)).enabled()) {
        return i;
      }
    }
    return -1;
  }

  private static long endpoint() {
    ObjectNode settings = TestCore.json().createObjectNode().put("baseUrl", "https://example.org");
    return CORE.get(Connections.class)
        .add(
            new ConnectionEdit(
                WebhookEndpoint.KIND, WebhookEndpoint.KIND, null, true, settings, Map.of()))
        .id();
  }

  private static void passes(long endpoint, Duration time) {
    JdbcClient.create(CORE.database().dataSource())
        .sql(
            """
            update webhook_endpoint
               set failing_since = failing_since - :hours * interval '1 hour',
                   last_failure_at = last_failure_at - :hours * interval '1 hour',
                   last_success_at = last_success_at - :hours * interval '1 hour'
             where connection_id = :id""")
        .param("hours", time.toHours())
        .param("id", endpoint)
        .update();
  }

  private static void tell(long endpoint, boolean taken) {
    WebhookDeliveries rider = CORE.get(WebhookDeliveries.class);
    if (taken) {
      rider.settled(message(endpoint, OutboxState.DELIVERED));
    } else {
      rider.waitsAgain(message(endpoint, OutboxState.WAITING));
    }
  }

  private static OutboxMessage message(long endpoint, OutboxState state) {
    return message(endpoint, state, "http-500");
  }

  private static OutboxMessage gone(long endpoint) {
    return message(endpoint, OutboxState.REJECTED, "gone");
  }

  private static OutboxMessage message(long endpoint, OutboxState state, String code) {
    var now = Clock.systemUTC().instant();
    return new OutboxMessage(
        CLUB.clubId(),
        1,
        endpoint,
        "webhook",
        "webhook",
        endpoint + ":1",
        null,
        state,
        true,
        TestCore.json().createObjectNode(),
        null,
        null,
        1L,
        null,
        1,
        now,
        now,
        1,
        null,
        code,
        null,
        now,
        null);
  }
}
