package ru.fitcrm.hub.core.sync;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.club.Club;
import ru.fitcrm.hub.core.connection.Lease;
import ru.fitcrm.hub.core.testing.SteppedClock;
import ru.fitcrm.hub.core.testing.TestCore;

/** A club with a system of record, and what one looks at after it told something. */
final class ClubSystemBase implements AutoCloseable {

  final SteppedClock clock;
  final TestCore core;
  final Club club;
  final Lease system;
  private final boolean own;

  ClubSystemBase() {
    // A little after the connection goes live, which is by the database's clock.
    this.clock = new SteppedClock(Clock.systemUTC().instant().plus(Duration.ofMinutes(1)));
    this.core = new TestCore(clock);
    this.own = true;
    this.club = core.club("Север");
    this.system = core.clubSystem(club);
  }

  /** Another club beside. */
  ClubSystemBase(ClubSystemBase beside, String name) {
    this.clock = beside.clock;
    this.core = beside.core;
    this.own = false;
    this.club = core.club(name);
    this.system = core.clubSystem(club);
  }

  Instant now() {
    return clock.instant();
  }

  Instant ago(Duration time) {
    return now().minus(time);
  }

  Applied tell(Told told) {
    return tell(told.packet(), Hearing.AS_IT_HAPPENS);
  }

  Applied tell(Packet packet, Hearing hearing) {
    return core.in(
        club, () -> core.get(ApplyPacket.class).apply(system.connection(), packet, hearing));
  }

  List<Map<String, @Nullable Object>> rows(String sql) {
    return core.in(club, () -> core.get(JdbcClient.class).sql(sql).query().listOfRows());
  }

  List<String> texts(String sql) {
    return core.in(club, () -> core.get(JdbcClient.class).sql(sql).query(String.class).list());
  }

  long number(String sql) {
    return core.in(club, () -> core.get(JdbcClient.class).sql(sql).query(Long.class).single());
  }

  void change(String sql) {
    core.runIn(club, () -> core.get(JdbcClient.class).sql(sql).update());
  }

  /** As the owner of the tables. */
  void changeTable(String sql) {
    try (Connection owner =
            DriverManager.getConnection(
                core.database().jdbcUrl(), "hub_owner", core.database().password());
        Statement statement = owner.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Keeps everybody else from a table until it is closed. */
  Lock lock(String table) {
    try {
      Connection owner =
          DriverManager.getConnection(
              core.database().jdbcUrl(), "hub_owner", core.database().password());
      owner.setAutoCommit(false);
      try (Statement statement = owner.createStatement()) {
        statement.execute("lock table " + table);
      }
      return new Lock(owner);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Given back once or more. */
  record Lock(Connection owner) implements AutoCloseable {

    @Override
    public void close() {
      giveBack();
    }

    void giveBack() {
      try {
        owner.close();
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  List<String> events() {
    return texts("select type from event order by id");
  }

  List<String> cards() {
    return texts("select reason from task where closed_at is null order by id");
  }

  List<String> rejected() {
    return texts(
        "select entity || ' ' || ref || ' ' || state || ' ' || field from rejected_row order by entity, ref");
  }

  @Override
  public void close() {
    if (own) {
      core.close();
    }
  }
}
