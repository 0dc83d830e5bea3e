package ru.fitcrm.hub.core.testing;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import ru.fitcrm.hub.core.CoreModel;
import ru.fitcrm.hub.core.club.Club;
import ru.fitcrm.hub.core.club.ClubDirectory;
import ru.fitcrm.hub.core.club.ClubEdit;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.club.ClubTransactions;
import ru.fitcrm.hub.core.connection.Connection;
import ru.fitcrm.hub.core.connection.ConnectionEdit;
import ru.fitcrm.hub.core.connection.Connections;
import ru.fitcrm.hub.core.connection.Lease;
import ru.fitcrm.hub.core.connection.NodeId;
import ru.fitcrm.hub.core.connection.Ownership;
import ru.fitcrm.hub.core.connection.SecretBox;
import ru.fitcrm.hub.core.message.Channel;
import ru.fitcrm.hub.core.message.ChannelBook;
import ru.fitcrm.hub.core.outbox.RetryTable;

/** The whole core on a database of its own, with a clock of the test's. */
public final class TestCore implements AutoCloseable {

  /** Messages are tried three times: at once, and twice after about this. */
  public static final Duration RETRY = Duration.ofSeconds(5);

  private final TestDatabase database = TestDatabase.create();
  private final AnnotationConfigApplicationContext context =
      new AnnotationConfigApplicationContext();

  public TestCore(Clock clock) {
    context.registerBean(DataSource.class, database::dataSource);
    context.registerBean(ClubTransactions.class, database::transactions);
    context.registerBean("systemClock", Clock.class, () -> clock, bean -> bean.setPrimary(true));
    context.registerBean(SecretBox.class, () -> new SecretBox(new byte[SecretBox.KEY_BYTES]));
    context.registerBean(ObjectMapper.class, TestCore::json);
    context.registerBean(
        RetryTable.class,
        () -> new RetryTable(List.of(Duration.ZERO, RETRY, RETRY), new Random(1)));
    context.register(CoreModel.class);
    context.refresh();
  }

  public static ObjectMapper json() {
    return new ObjectMapper()
        .registerModule(new JavaTimeModule())
        .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
  }

  public <T> T get(Class<T> type) {
    return context.getBean(type);
  }

  public TestDatabase database() {
    return database;
  }

  /** A club named so, with what a new club starts with. */
  public Club club(String name) {
    return get(ClubDirectory.class).create(new ClubEdit(name, null, null, null));
  }

  public <T> T in(Club club, Supplier<T> work) {
    return get(ClubGate.class).inClub(club.clubId(), work);
  }

  public void runIn(Club club, Runnable work) {
    get(ClubGate.class).runInClub(club.clubId(), work);
  }

  /** An enabled connection of a PBX, owned by a node of the test's. */
  public Lease phoneLine(Club club, String... clubNumbers) {
    ObjectNode settings = json().createObjectNode();
    settings.set("clubNumbers", json().valueToTree(List.of(clubNumbers)));
    return connection(club, "asterisk", settings);
  }

  /** An enabled connection of a club's system of record, owned by a node of the test's. */
  public Lease clubSystem(Club club) {
    return connection(club, "onec-push", json().createObjectNode());
  }

  /** An enabled connection that carries messages of a channel, owned by a node of the test's. */
  public Lease gateway(Club club, Channel channel) {
    Lease lease = connection(club, "gateway-" + channel, json().createObjectNode());
    runIn(club, () -> get(ChannelBook.class).carries(lease.connection().value(), channel));
    return lease;
  }

  private Lease connection(Club club, String kind, ObjectNode settings) {
    Connection connection =
        in(
            club,
            () ->
                get(Connections.class)
                    .add(new ConnectionEdit(kind, kind, null, true, settings, Map.of())));
    NodeId node = get(Ownership.class).enter("test");
    return get(Ownership.class).beat(node).orElseThrow().stream()
        .filter(lease -> lease.connection().value() == connection.id())
        .findFirst()
        .orElseThrow();
  }

  @Override
  public void close() {
    context.close();
    database.close();
  }
}
