package ru.fitcrm.hub.routes.component;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.club.Club;
import ru.fitcrm.hub.core.connection.Connections;
import ru.fitcrm.hub.core.connection.HealthBook;
import ru.fitcrm.hub.core.connection.Lease;
import ru.fitcrm.hub.core.outbox.Outcome;
import ru.fitcrm.hub.core.testing.TestCore;

class TellHealthTest {

  private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");

  private final TestCore core = new TestCore(Clock.systemUTC());
  private Instant now = Instant.EPOCH;
  private final TellHealth tell = new TellHealth(core.get(HealthBook.class), Set.of(), () -> now);
  private final Club club = core.club("Север");
  private final Lease lease = core.phoneLine(club);

  @AfterEach
  void close() {
    core.close();
  }

  @Test
  void theLastSuccessOfABusyConnectionIsNeverOlderThanAMinute() {
    tell.learn(lease, new Outcome.Delivered());
    forget();

    now = now.plusSeconds(59);
    tell.learn(lease, new Outcome.Delivered());
    assertThat(lastSuccess()).as("not with each message").isEqualTo(LONG_AGO);

    now = now.plusSeconds(1);
    tell.learn(lease, new Outcome.Delivered());
    assertThat(lastSuccess()).isAfter(Clock.systemUTC().instant().minus(Duration.ofMinutes(1)));
  }

  private void forget() {
    core.runIn(
        club,
        () ->
            core.get(JdbcClient.class)
                .sql("update connection_health set last_success_at = '2020-01-01T00:00:00Z'")
                .update());
  }

  private @Nullable Instant lastSuccess() {
    return core.in(club, () -> core.get(Connections.class).get(lease.connection().value()))
        .health()
        .lastSuccessAt();
  }
}
