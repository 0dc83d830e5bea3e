package ru.fitcrm.hub.routes.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import ru.fitcrm.hub.core.connection.Lease;
import ru.fitcrm.hub.sandbox.pbx.SandboxPbx;

/** A connection that comes and goes leaves nothing of itself in the node. */
@Isolated("counts the threads of the JVM")
class NothingLeftTest {

  private static final Duration LONG = Duration.ofSeconds(90);
  private static final int CYCLES = 50;

  /** Names of the threads a line and its route have, and of the library's. */
  private static final List<String> OURS =
      List.of("\"asterisk ", "\"calls-", "\"Asterisk-Java ManagerConnection");

  @TempDir private Path temp;
  private int dumps;

  @Test
  void aConnectionAddedAndRemovedFiftyTimesLeavesNoRouteThreadOrSocket() throws Exception {
    try (PhoneHub hub = new PhoneHub();
        SandboxPbx pbx = SandboxPbx.start(SandboxPbx.settings().user("hub", "secret"))) {
      int before = hub.routesAndEndpoints();
      // What tests before left goes by itself, too.
      await().atMost(LONG).untilAsserted(() -> assertThat(threads()).isZero());
      Lease lease = hub.connect(hub.club("come and go"), pbx, "hub", "secret");
      pbx.awaitSession(LONG);
      assertThat(threads()).isPositive();
      for (int i = 1; i < CYCLES; i++) {
        hub.disconnect(lease);
        pbx.awaitSessions(0, LONG);
        hub.reconnect(lease);
        pbx.awaitSession(LONG);
      }
      hub.disconnect(lease);
      pbx.awaitSessions(0, LONG);

      assertThat(hub.routesAndEndpoints()).isEqualTo(before);
      assertThat(pbx.connections()).isEqualTo(CYCLES);
      // The library may keep the thread of a lost connection for a minute.
      await().atMost(LONG).untilAsserted(() -> assertThat(threads()).isZero());
    }
  }

  /** Virtual threads too. */
  private long threads() {
    try {
      Path dump = temp.resolve("threads-" + dumps++);
      ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
          .dumpThreads(dump.toString(), ThreadDumpFormat.TEXT_PLAIN);
      return Files.readAllLines(dump).stream()
          .filter(line -> OURS.stream().anyMatch(line::contains))
          .count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
