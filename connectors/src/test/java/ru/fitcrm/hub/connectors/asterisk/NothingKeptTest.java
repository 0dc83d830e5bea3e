package ru.fitcrm.hub.connectors.asterisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import ru.fitcrm.hub.sandbox.pbx.Cut;
import ru.fitcrm.hub.sandbox.pbx.Recording;

/** Whatever a PBX says, and however often it goes, the line keeps neither its bytes nor threads. */
@Isolated("measures the heap and counts the threads of the JVM")
class NothingKeptTest {
  private static final int MEGABYTE = 1024 * 1024;

  @Test
  void aHeaderOfTenMegabytesCostsNoMemoryAndTheNextCallIsHeard() {
    try (HostilePbx pbx = up(HeardLine.QUICK)) {
      long before = heap();
      pbx.say("Event: Newchannel\r\nUniqueid: 7.7\r\nCallerIDName: ");
      flood(pbx, 10);
      pbx.say("\r\n\r\n");
      pbx.awaitAGoodCallTold();
      assertThat(heap() - before).isLessThan(4L * MEGABYTE);
      assertThat(pbx.line.health).hasSize(1);
    }
  }

  @Test
  void aHundredThousandHeadersOfOneEventCostNoMemoryAndTheNextCallIsHeard() {
    try (HostilePbx pbx = up(HeardLine.QUICK)) {
      long before = heap();
      pbx.say("Event: Newchannel\r\nUniqueid: 7.7\r\n");
      StringBuilder headers = new StringBuilder();
      for (int i = 0; i < 100_000; i++) {
        headers.append("X-").append(i).append(": ").append(i).append("\r\n");
      }
      pbx.say(headers.toString());
      assertThat(heap() - before).isLessThan(16L * MEGABYTE);
      pbx.say("\r\n");
      pbx.awaitAGoodCallTold();
      assertThat(pbx.line.health).hasSize(1);
    }
  }

  @Test
  void aLineThatNeverEndsCostsNoMemoryAndIsGivenUpForANewConnection() {
    try (HostilePbx pbx = up(HeardLine.IMPATIENT)) {
      long before = heap();
      pbx.say("Event: Newchannel\r\nCallerIDName: ");
      long highest = 0;
      // No longer than until it is given up: the flood would drown the next log-in too.
      while (pbx.line.isUp()) {
        flood(pbx, 4);
        highest = Math.max(highest, heap() - before);
      }
      assertThat(highest).isLessThan(8L * MEGABYTE);
      pbx.awaitAGoodCallTold();
      assertThat(pbx.line.ups()).isGreaterThan(1);
    }
  }

  @Test
  void twoHundredMutatedStretchesOfAStreamBreakNothing() {
    mutated(200, 1);
  }

  @Test
  @Tag("proof")
  void fiveThousandMutatedStretchesOfAStreamBreakNothing() {
    mutated(5_000, 2);
  }

  /** Bytes of a real stream, each stretch cut, doubled or spoilt somewhere. */
  private static void mutated(int stretches, long seed) {
    try (HostilePbx pbx = up(HeardLine.QUICK)) {
      Random random = new Random(seed);
      byte[] stream =
          HostilePbx.bytes(
              Recording.named("h_att_refer").events().stream()
                  .map(event -> event.text() + "\r\n\r\n")
                  .reduce("", String::concat));
      long before = heap();
      for (int i = 0; i < stretches; i++) {
        int from = random.nextInt(stream.length - 4_000);
        byte[] stretch = Arrays.copyOfRange(stream, from, from + random.nextInt(4_000));
        for (int spoilt = random.nextInt(8); spoilt > 0 && stretch.length > 0; spoilt--) {
          stretch[random.nextInt(stretch.length)] = (byte) random.nextInt(256);
        }
        pbx.say(stretch);
      }
      pbx.say("\r\n\r\n");
      pbx.awaitAGoodCallTold();
      assertThat(heap() - before).isLessThan(16L * MEGABYTE);
    }
  }

  @Test
  void fiftyReconnectsLeaveNoThreadBehind() {
    try (PbxAndLine own = new PbxAndLine()) {
      HeardLine line = own.upLine();
      int before = libraryThreads();
      for (int i = 2; i <= 51; i++) {
        int ups = i;
        own.pbx.dropConnections(i % 2 == 0 ? Cut.RST : Cut.FIN);
        await()
            .atMost(PbxAndLine.LONG)
            .pollDelay(Duration.ZERO)
            .pollInterval(Duration.ofMillis(10))
            .until(() -> line.ups() == ups);
      }
      // The library may keep the thread of a lost connection for a minute: a few, not fifty.
      await()
          .atMost(PbxAndLine.LONG)
          .untilAsserted(() -> assertThat(libraryThreads()).isLessThan(before + 10));
      own.pbx.awaitSessions(1, PbxAndLine.LONG);
      assertThat(own.pbx.connections()).isEqualTo(51);
      line.close();
      own.pbx.awaitSessions(0, PbxAndLine.LONG);
    }
  }

  private static HostilePbx up(LineTimings timings) {
    HostilePbx pbx = new HostilePbx(timings);
    pbx.awaitUp();
    return pbx;
  }

  private static void flood(HostilePbx pbx, int megabytes) {
    byte[] bytes = HostilePbx.bytes("x".repeat(MEGABYTE));
    for (int i = 0; i < megabytes; i++) {
      pbx.say(bytes);
    }
  }

  private static long heap() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private static int libraryThreads() {
    Set<String> names =
        Thread.getAllStackTraces().keySet().stream()
            .map(Thread::getName)
            .filter(name -> name.contains("ManagerConnection"))
            .collect(Collectors.toSet());
    return names.size();
  }
}
