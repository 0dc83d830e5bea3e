package ru.fitcrm.hub.config.message.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ru.fitcrm.hub.config.start.DatabaseLogins;
import ru.fitcrm.hub.config.start.EmbeddedDatabase;
import ru.fitcrm.hub.config.start.HubFolders;
import ru.fitcrm.hub.config.whole.HubProcess;
import ru.fitcrm.hub.config.whole.KillPostgres;

/**
 * Messages of five channels while receivers fail, hang up, fall silent, answer 500 after having
 * taken a message and shut their doors, and the hub and PostgreSQL are killed: each comes to a
 * named end, and none is sent twice without the receiver being able to tell: a repeat bears the
 * same id.
 *
 * <p>The seed is printed; {@code -Dhub.test.seed=…} repeats a run as far as processes can; {@code
 * -Dhub.test.messages=…} says how many.
 */
@Order(1)
class MessageChaosTest {

  private static final Duration LONG = Duration.ofMinutes(6);
  private static final String RETRIES = "0,1,1,1,2,2,3,3,5,5,5,5";

  private static final String ENDS =
      """
      select c.slug, m.text, m.state, coalesce(m.code, ''), coalesce(m.reason, ''), o.state
        from message m join club c on c.id = m.club_id
        left join outbox_message o on o.club_id = m.club_id and o.message_id = m.id
       where m.direction = 'OUTGOING'""";

  private static final String OPEN =
      """
      select (select count(*) from message where state in ('WAITING', 'HELD', 'SENDING'))
             + (select count(*) from outbox_message where state in ('WAITING', 'CLAIMED'))""";

  private static final String MADE = "select count(*) from message where direction = 'OUTGOING'";

  @TempDir private Path temp;
  private final AtomicReference<@Nullable HubProcess> hub = new AtomicReference<>();
  private final long began = System.nanoTime();

  @Test
  void messagesComeToANamedEndThoughHubAndPostgresAreKilled() throws Exception {
    killAndCount(500, 1);
  }

  /** The night makes them all at once, and is killed in it, too. */
  @Test
  @Tag("proof")
  void aHundredThousandMessagesComeToANamedEndThoughAllIsKilledAgainAndAgain() throws Exception {
    int messages = Integer.getInteger("hub.test.messages", 100_000);
    int kills = 10;
    long seed = seed(messages, kills);
    Path data = HubFolders.copyOfHub(temp.toRealPath().resolve("data"));
    List<Peer> peers = peers(seed);
    startHub(data);
    WriteToAll writing = new WriteToAll(() -> running().api(), peers, messages);
    try {
      try (Connection owner = EmbeddedDatabase.ofRunningHub(data).orElseThrow().asOwner()) {
        writing.furnish(owner);
      }
      writing.start();
      Random random = new Random(seed);
      for (int i = 0; i < kills; i++) {
        pause(1_000 + random.nextInt(20_000));
        killAll(random, data, peers);
        say("kill " + (i + 1));
        startHub(data);
      }
      await()
          .atMost(LONG.multipliedBy(10))
          .pollInterval(Duration.ofSeconds(1))
          .until(
              () -> rows(data, MADE).getFirst().getFirst(),
              Integer.toString(writing.total())::equals);
      say("all are made");
      awaitEnds(data);
      say("all have ended");
      count(data, peers, writing.total());
    } finally {
      running().close();
      peers.forEach(Peer::close);
    }
  }

  /** A figure, not a promise: the rate hangs on the machine. */
  @Test
  @Tag("proof")
  void howManyMessagesASecondOneConnectionCarries() throws Exception {
    int messages = Integer.getInteger("hub.test.messages", 5_000);
    Path data = HubFolders.copyOfHub(temp.toRealPath().resolve("data"));
    startHub(data);
    Peer calm = new HttpPeer(GatewayLanguage.DESCRIBED, Taken.calmly());
    try (PutMessages put = new PutMessages(() -> running().api(), List.of(calm), messages)) {
      put.furnish();
      String line = "clubs/" + calm.name() + "/connections/" + firstConnection(calm);
      assertThat(running().api().post(line + "/hold", "{}").status()).isEqualTo(200);
      long began = System.nanoTime();
      put.start();
      await().atMost(LONG.multipliedBy(10)).until(() -> put.put() == messages);
      rate("put over the API", messages, began);
      long released = System.nanoTime();
      assertThat(running().api().post(line + "/release", "{}").status()).isEqualTo(200);
      awaitEnds(data);
      rate("sent over one connection", messages, released);
      assertThat(calm.taken().copies()).isEqualTo(messages);
    } finally {
      running().close();
      calm.close();
    }
  }

  private long firstConnection(Peer peer) {
    return running()
        .api()
        .get("clubs/" + peer.name() + "/connections")
        .json()
        .at("/items/0/id")
        .asLong();
  }

  private static void rate(String what, int messages, long began) {
    double seconds = (System.nanoTime() - began) / 1e9;
    System.out.printf(
        "%,d messages %s in %.1f s: %.0f/s%n", messages, what, seconds, messages / seconds);
  }

  private void killAndCount(int messages, int kills) throws Exception {
    long seed = seed(messages, kills);
    Path data = HubFolders.copyOfHub(temp.toRealPath().resolve("data"));
    List<Peer> peers = peers(seed);
    startHub(data);
    try (PutMessages put = new PutMessages(() -> running().api(), peers, messages)) {
      put.furnish();
      put.start();
      disturb(new Random(seed), data, peers, put, messages, kills);
      await().atMost(LONG.multipliedBy(10)).until(() -> put.put() == messages);
      say("all are put");
      awaitEnds(data);
      say("all have ended");
      count(data, peers, messages);
    } finally {
      running().close();
      peers.forEach(Peer::close);
    }
  }

  private static long seed(int messages, int kills) {
    long seed = Long.getLong("hub.test.seed", new Random().nextLong());
    System.out.printf(
        "%d messages, %d kills of the hub and of PostgreSQL, -Dhub.test.seed=%d%n",
        messages, kills, seed);
    return seed;
  }

  private static void count(Path data, List<Peer> peers, int messages) throws Exception {
    CountEnds ends = new CountEnds(peers);
    rows(data, ENDS).forEach(ends::add);
    System.out.print(ends);
    assertThat(ends.wrong()).isEmpty();
    assertThat(ends.messages()).isEqualTo(messages);
    assertThat(ends.repeats()).as("receivers gave reasons to repeat").isPositive();
  }

  private static List<Peer> peers(long seed) throws IOException {
    List<Peer> peers = new ArrayList<>();
    for (GatewayLanguage language : GatewayLanguage.values()) {
      peers.add(new HttpPeer(language, new Taken(seed)));
    }
    peers.add(new MailPeer(seed));
    peers.add(new SmppPeer(seed));
    return peers;
  }

  private HubProcess running() {
    HubProcess now = hub.get();
    assertThat(now).isNotNull();
    return now;
  }

  private void startHub(Path data) throws IOException {
    hub.set(HubProcess.start(Map.of("HUB_DATA", data.toString(), "HUB_RETRY_SCHEDULE", RETRIES)));
  }

  /** Kills spread over the run: each after a further share of the messages was put. */
  private void disturb(
      Random random, Path data, List<Peer> peers, PutMessages put, int messages, int kills)
      throws Exception {
    for (int i = 0; i < kills; i++) {
      int share = messages / (kills + 1) * (i + 1);
      await().atMost(LONG.multipliedBy(10)).until(() -> put.put() >= share);
      killAll(random, data, peers);
      say("kill " + (i + 1) + " after " + put.put() + " messages");
      startHub(data);
      say("the hub is back");
    }
  }

  /** PostgreSQL, a receiver for a while, and the hub. */
  private void killAll(Random random, Path data, List<Peer> peers) throws Exception {
    Peer shy = peers.get(random.nextInt(peers.size()));
    shy.shut();
    pause(random.nextInt(1_000));
    KillPostgres.in(data);
    pause(1_000 + random.nextInt(2_000));
    shy.open();
    running().kill();
  }

  private void say(String what) {
    System.out.printf(
        "%4d s: %s%n", TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began), what);
  }

  private void awaitEnds(Path data) {
    await()
        .atMost(LONG.multipliedBy(10))
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> rows(data, OPEN).getFirst().getFirst().equals("0"));
  }

  private static List<List<String>> rows(Path data, String sql) throws IOException, SQLException {
    DatabaseLogins logins = EmbeddedDatabase.ofRunningHub(data).orElseThrow();
    List<List<String>> rows = new ArrayList<>();
    try (Connection owner = logins.asOwner();
        Statement statement = owner.createStatement()) {
      statement.execute("set role " + DatabaseLogins.PLATFORM_ROLE);
      try (ResultSet row = statement.executeQuery(sql)) {
        while (row.next()) {
          List<String> columns = new ArrayList<>();
          for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
            columns.add(String.valueOf(row.getString(i)));
          }
          rows.add(columns);
        }
      }
    }
    return rows;
  }

  private static void pause(int millis) throws InterruptedException {
    boolean unused = new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS);
  }
}
