package ru.fitcrm.hub.connectors.asterisk;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.asteriskjava.manager.action.ListCommandsAction;
import org.asteriskjava.manager.response.ManagerError;
import org.asteriskjava.manager.response.ManagerResponse;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.core.connection.TestReport;

/** Tries settings step by step, with the session production uses; nobody's phone rings. */
final class TryOut {
  private static final Duration DAY = Duration.ofDays(1);
  private static final String GREETING = "Asterisk Call Manager";
  private static final int LONGEST_GREETING = 200;

  private final AsteriskSettings settings;
  private final LineTimings timings;
  private final InstantSource clock;
  private final List<TestReport.Step> steps = new ArrayList<>();
  private final ConcurrentLinkedQueue<PbxEvent> heard = new ConcurrentLinkedQueue<>();

  TryOut(AsteriskSettings settings, LineTimings timings, InstantSource clock) {
    this.settings = settings;
    this.timings = timings;
    this.clock = clock;
  }

  TestReport run() {
    if (reach()) {
      AmiSession session = new AmiSession(settings, timings, clock, heard::add);
      try {
        if (login(session)) {
          ask(session);
        }
      } finally {
        session.close();
      }
    }
    if (settings.cdr() != null && steps.stream().allMatch(TestReport.Step::ok)) {
      records(settings.cdr());
    }
    return TestReport.of(steps);
  }

  private boolean reach() {
    try (Socket socket = new Socket()) {
      int patience = Math.toIntExact(timings.connect().toMillis());
      socket.setSoTimeout(patience);
      socket.connect(new InetSocketAddress(settings.host(), settings.port()), patience);
      return greeting(socket);
    } catch (IOException e) {
      return failed("reach", e.getClass().getSimpleName() + ": " + e.getMessage(), "unreachable");
    }
  }

  private boolean greeting(Socket socket) throws IOException {
    String line = readLine(socket);
    return line.startsWith(GREETING)
        ? passed("reach", line)
        : failed("reach", line.isEmpty() ? "(nothing)" : line, "not-asterisk");
  }

  /** Whoever answers there may be anybody: no more than a greeting's length is read. */
  private static String readLine(Socket socket) throws IOException {
    Reader in = new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8);
    StringBuilder line = new StringBuilder();
    int next = in.read();
    while (next >= 0 && next != '\r' && next != '\n' && line.length() < LONGEST_GREETING) {
      line.append((char) next);
      next = in.read();
    }
    return line.toString();
  }

  private boolean login(AmiSession session) {
    try {
      session.login();
      return passed("login", "Authentication accepted, " + session.version());
    } catch (Trouble trouble) {
      return failed("login", trouble.words(), trouble.code());
    }
  }

  private void ask(AmiSession session) {
    try {
      session.ping();
      String refusal = session.listChannels("hub-test");
      if (refusal != null) {
        failed("rights", "CoreShowChannels: " + refusal, "right-reporting-missing");
        return;
      }
      if (mayOriginate(session.ask(new ListCommandsAction()))) {
        channels();
        clock(session.skewMillis());
      }
    } catch (Trouble trouble) {
      failed("rights", trouble.words(), trouble.code());
    }
  }

  /** Asterisk lists only the commands this user may give. */
  private boolean mayOriginate(ManagerResponse commands) {
    Map<String, Object> listed = commands.getAttributes();
    boolean toldAll = listed != null && listed.containsKey("coreshowchannels");
    if (commands instanceof ManagerError || !toldAll) {
      return passed("rights", "CoreShowChannels allowed; Originate not told");
    }
    return listed.containsKey("originate")
        ? passed("rights", "CoreShowChannels and Originate allowed")
        : failed("rights", "Originate is not among the user's commands", "right-originate-missing");
  }

  private void channels() {
    Endpoints endpoints = new Endpoints(Set.copyOf(settings.trunks()), settings.internalContext());
    int count = 0;
    Set<String> trunks = new TreeSet<>();
    for (PbxEvent event : heard) {
      if (event instanceof PbxEvent.Listed listed) {
        count++;
        String name = listed.facts().name();
        if (endpoints.isTrunk(name, listed.facts().context())) {
          trunks.add(Endpoints.endpoint(name));
        }
      }
    }
    passed("channels", count + " channels now, trunks in use: " + trunks);
  }

  /** A clock that is wrong harms nothing but call records: a hint, no failure. */
  private void clock(@Nullable Long skewMillis) {
    if (skewMillis == null) {
      passed("clock", "The PBX does not tell its time");
      return;
    }
    String answer = "The PBX's clock is %+.1f s from the hub's".formatted(skewMillis / 1000.0);
    boolean wrong = ToldHealth.isMuch(skewMillis);
    steps.add(new TestReport.Step("clock", true, answer, wrong ? "asterisk.clock-skew" : null));
  }

  private void records(AsteriskSettings.Cdr cdr) {
    Instant now = clock.instant();
    try {
      int rows = new CallRecords(cdr, ZoneOffset.UTC).between(now.minus(DAY), now.plus(DAY)).size();
      passed("records", rows + " rows of about the last day");
    } catch (SQLException e) {
      failed("records", String.valueOf(e.getMessage()), "records-unreadable");
    }
  }

  private boolean passed(String step, String answer) {
    return steps.add(new TestReport.Step(step, true, answer, null));
  }

  private boolean failed(String step, String answer, String hint) {
    steps.add(new TestReport.Step(step, false, answer, "asterisk." + hint));
    return false;
  }
}
