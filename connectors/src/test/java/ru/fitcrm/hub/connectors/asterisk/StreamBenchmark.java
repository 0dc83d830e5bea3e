package ru.fitcrm.hub.connectors.asterisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.asteriskjava.manager.DefaultManagerConnection;
import org.asteriskjava.manager.action.QueueStatusAction;
import org.asteriskjava.manager.event.NewChannelEvent;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import ru.fitcrm.hub.connectors.CallsBefore;
import ru.fitcrm.hub.connectors.PhoneLine;
import ru.fitcrm.hub.core.call.CallSnapshot;
import ru.fitcrm.hub.core.call.CallStage;

/**
 * Events a second from the socket on, of one and the same stream: through the line to snapshots of
 * calls, through asterisk-java to a listener that does nothing, and as bare lines. Not part of the
 * suite (its name is no test's); to run it:
 *
 * <pre>
 * mvn -q -Pbench -pl connectors -am test -Dtest=StreamBenchmark -Dsurefire.failIfNoSpecifiedTests=false
 * </pre>
 */
@Tag("benchmark")
class StreamBenchmark {
  private static final int BURSTS = 25;
  private static final int CALLS_A_BURST = 200;
  private static final int ROUNDS = 5;
  private static final int WARM_UP = 2;
  private static final Duration LONG = Duration.ofMinutes(2);

  /** Takes a stream from its first to its last event. */
  private interface Reader {
    void read(BurstServer server) throws Exception;
  }

  @Test
  void eventsASecond() throws Exception {
    try (BurstServer server = new BurstServer("q_burst", BURSTS)) {
      List<Reader> readers =
          List.of(StreamBenchmark::bareLines, StreamBenchmark::library, StreamBenchmark::ourLine);
      double[][] rates = new double[readers.size()][ROUNDS];
      for (int round = -WARM_UP; round < ROUNDS; round++) {
        for (int i = 0; i < readers.size(); i++) {
          double rate = rate(server, readers.get(i));
          if (round >= 0) {
            rates[i][round] = rate;
          }
        }
      }
      double lines = median("bare lines", rates[0]);
      double library = median("asterisk-java, empty listener", rates[1]);
      double line = median("our line, to snapshots", rates[2]);
      System.out.printf(
          "%d rounds of %,d events: our line is %.2f of asterisk-java alone, %.3f of bare lines%n",
          ROUNDS, server.events, line / library, line / lines);
      assertThat(line).isPositive();
    }
  }

  private static double rate(BurstServer server, Reader reader) throws Exception {
    long begin = System.nanoTime();
    reader.read(server);
    return server.events / ((System.nanoTime() - begin) / 1e9);
  }

  private static double median(String what, double[] rates) {
    Arrays.sort(rates);
    double median = rates[rates.length / 2];
    System.out.printf(
        "%-30s %,9.0f events/s (%,.0f to %,.0f)%n",
        what, median, rates[0], rates[rates.length - 1]);
    return median;
  }

  private static void bareLines(BurstServer server) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket
          .getOutputStream()
          .write("Action: QueueStatus\r\n\r\n".getBytes(StandardCharsets.UTF_8));
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      String last = "CallerIDNum: " + BurstServer.LAST;
      String line = in.readLine();
      while (line != null && !line.equals(last)) {
        line = in.readLine();
      }
    }
  }

  private static void library(BurstServer server) throws Exception {
    DefaultManagerConnection connection =
        new DefaultManagerConnection("127.0.0.1", server.port(), "hub", "secret");
    CountDownLatch over = new CountDownLatch(1);
    connection.addEventListener(
        event -> {
          if (event instanceof NewChannelEvent begun
              && BurstServer.LAST.equals(begun.getCallerIdNum())) {
            over.countDown();
          }
        });
    connection.login();
    connection.sendAction(new QueueStatusAction(), null);
    assertThat(over.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
    connection.logoff();
  }

  private static void ourLine(BurstServer server) throws Exception {
    Ended ended = new Ended();
    AsteriskLine line =
        AsteriskLine.open(
            HeardLine.settings(server.port()),
            HeardLine.ZONE,
            CallsBefore.NOTHING,
            ended,
            LineTimings.DEFAULT,
            Clock.systemUTC());
    await().atMost(LONG).pollInterval(Duration.ofMillis(2)).until(() -> ended.last);
    line.close();
    assertThat(ended.calls.get()).isEqualTo((long) BURSTS * CALLS_A_BURST + 1);
  }

  /** Counts what has ended: a call lost on the way would be missing here. */
  private static final class Ended implements PhoneLine.Listener {
    private final AtomicLong calls = new AtomicLong();
    private volatile boolean last;

    @Override
    public void call(CallSnapshot call) {
      if (call.stage() == CallStage.ENDED) {
        calls.incrementAndGet();
        last |= BurstServer.LAST.equals(call.clientNumber());
      }
    }

    @Override
    public void health(PhoneLine.Health now) {}

    @Override
    public void gap(Instant from, Instant to) {}

    @Override
    public void heard(Instant until) {}
  }
}
