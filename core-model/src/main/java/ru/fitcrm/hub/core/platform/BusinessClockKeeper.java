package ru.fitcrm.hub.core.platform;

import java.time.Duration;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.club.ClubGate;

/** Keeps the business clock the same on all nodes: how far it was moved stands in the database. */
public final class BusinessClockKeeper {

  private static final String WRITE_AHEAD =
      """
      insert into platform_setting (name, value) values ('businessClockAheadMillis', to_jsonb(:millis))
      on conflict (name) do update set value = excluded.value""";
  private static final String READ_AHEAD =
      "select (value #>> '{}')::bigint from platform_setting where name = 'businessClockAheadMillis'";

  private final ClubGate gate;
  private final JdbcClient jdbc;
  private final BusinessClock clock;

  public BusinessClockKeeper(ClubGate gate, JdbcClient jdbc, BusinessClock clock) {
    this.gate = gate;
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** Moves the business clock for all nodes. */
  public void moveTo(Instant to) {
    clock.moveTo(to);
    long millis = clock.ahead().toMillis();
    gate.runAsPlatform(() -> jdbc.sql(WRITE_AHEAD).param("millis", millis).update());
  }

  /** Takes over how far another node, or this one before its restart, moved the clock. */
  public void refresh() {
    gate.asPlatform(() -> jdbc.sql(READ_AHEAD).query(Long.class).optional())
        .ifPresent(millis -> clock.setAhead(Duration.ofMillis(millis)));
  }
}
