package ru.fitcrm.hub.connectors.asterisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import ru.fitcrm.hub.connectors.CallsBefore;
import ru.fitcrm.hub.core.call.CallResult;
import ru.fitcrm.hub.core.call.CallSnapshot;
import ru.fitcrm.hub.sandbox.pbx.Cut;
import ru.fitcrm.hub.sandbox.pbx.Pace;
import ru.fitcrm.hub.sandbox.pbx.Playback;
import ru.fitcrm.hub.sandbox.pbx.Recording;
import ru.fitcrm.hub.sandbox.pbx.SandboxPbx;
import ru.fitcrm.hub.sandbox.pbx.Until;

/** Calls that began and ended while nobody listened: found in the PBX's records, or a gap. */
@Order(1)
class GapTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private final Clock clock = Clock.systemUTC();
  private final SandboxPbx pbx = SandboxPbx.start(SandboxPbx.settings().user("hub", "secret"));
  private final CdrTable table = new CdrTable(true);
  private @Nullable HeardLine open;

  @AfterEach
  void close() {
    if (open != null) {
      open.close();
    }
    pbx.close();
  }

  @Test
  void withRecordsAMissedCallOfTheGapIsToldOnceAndNoGapIsShown() {
    HeardLine line = line(table.settings(), CallsBefore.NOTHING);
    heardCallThen(line);
    String missed = unheardCall(line);
    table.add(row(missed, 12).to("PJSIP/101-00000009", "74951230001").ends("NO ANSWER", 8, 0));
    table.add(row(line.calls.getFirst().linkedId(), 20).ends("NO ANSWER", 9, 0));
    back(line);

    await().atMost(LONG).until(() -> line.lastTold().size() == 2);
    awaitHeardAgain(line);
    CallSnapshot found = line.lastTold().getLast();
    assertThat(found.linkedId()).isEqualTo(missed);
    assertThat(found.result()).isEqualTo(CallResult.MISSED);
    assertThat(found.startedAt()).isBetween(ago(60), clock.instant());
    assertThat(line.calls.stream().filter(c -> c.linkedId().equals(missed))).hasSize(1);
    assertThat(line.lastTold().getFirst().result()).isEqualTo(CallResult.ANSWERED);
    assertThat(line.gaps).isEmpty();
  }

  @Test
  void withoutRecordsTheGapIsShownAndCoversTheCall() {
    HeardLine line = line(null, CallsBefore.NOTHING);
    heardCallThen(line);
    Instant began = clock.instant();
    unheardCall(line);
    Instant ended = clock.instant();
    back(line);

    await().atMost(LONG).until(() -> !line.gaps.isEmpty());
    assertThat(line.gaps).hasSize(1);
    assertThat(line.gaps.getFirst().from()).isBeforeOrEqualTo(began);
    assertThat(line.gaps.getFirst().to()).isAfterOrEqualTo(ended);
    assertThat(line.lastTold()).hasSize(1);
  }

  @Test
  void theFirstConnectionOfAllIsNoGap() {
    HeardLine line = line(null, CallsBefore.NOTHING);
    await().until(() -> line.heardUntil != null);
    assertThat(line.gaps).isEmpty();
  }

  @Test
  void theTimeTheHubItselfWasDownIsAGapToo() {
    Instant last = clock.instant().minusSeconds(600);
    HeardLine line = line(null, new CallsBefore(List.of(), last));
    await().until(() -> !line.gaps.isEmpty());
    assertThat(line.gaps.getFirst().from()).isEqualTo(last);
  }

  @Test
  void aRowThatComesLateIsFoundByALaterLook() {
    table.add(row("1795290000.7", 20).to("PJSIP/101-00000009", "1").ends("ANSWERED", 6, 4));
    // After the first look, which comes with the line, and before the last.
    AsteriskSettings.Cdr late = table.settingsOfRowsSince(clock.instant().plusSeconds(1));
    HeardLine line = line(late, new CallsBefore(List.of(), ago(30)));
    await().atMost(LONG).until(() -> line.lastTold().size() == 1);
    assertThat(line.lastTold().getFirst().answeredBy()).containsExactly("101");
    awaitHeardAgain(line);
    assertThat(line.calls).hasSize(1);
  }

  @Test
  void untilTheRecordsWereReadNothingCountsAsHeard() {
    table.whileLocked(
        () -> {
          HeardLine line = line(table.settings(), new CallsBefore(List.of(), ago(30)));
          await().during(Duration.ofMillis(500)).until(() -> line.heardUntil == null);
        });
    awaitHeardAgain(Objects.requireNonNull(open));
  }

  @Test
  void recordsThatCannotBeReadLeaveAGap() {
    AsteriskSettings.Cdr nowhere =
        new AsteriskSettings.Cdr(table.settings().jdbcUrl(), "postgres", "postgres", "no_table");
    HeardLine line = line(nowhere, new CallsBefore(List.of(), ago(30)));
    await().atMost(LONG).until(() -> !line.gaps.isEmpty());
    awaitHeardAgain(line);
    assertThat(line.gaps).hasSize(1);
  }

  @Test
  void aCallThatGoesOnIsNotTakenFromItsFirstRows() {
    HeardLine line = line(table.settings(), CallsBefore.NOTHING);
    Playback call = play("a_in_answered", Until.event("BridgeEnter", 2));
    await().until(() -> !line.calls.isEmpty());
    pbx.dropConnections(Cut.RST);
    await().atMost(LONG).until(() -> line.health.size() >= 2);
    table.add(row(Objects.requireNonNull(call.linkedId()), 10).ends("NO ANSWER", 2, 0));
    await().atMost(LONG).until(line::isUp);
    awaitHeardAgain(line);
    assertThat(line.ended()).isEmpty();
    call.resume();
    await().until(() -> line.ended().size() == 1);
    assertThat(line.ended().getFirst().result()).isEqualTo(CallResult.ANSWERED);
  }

  private HeardLine line(AsteriskSettings.@Nullable Cdr cdr, CallsBefore before) {
    HeardLine line = new HeardLine(HeardLine.settings(pbx.port(), cdr), before, HeardLine.QUICK);
    open = line;
    await().atMost(LONG).until(line::isUp);
    return line;
  }

  private void heardCallThen(HeardLine line) {
    play("a_in_answered", Until.end());
    await().until(() -> line.ended().size() == 1);
    pbx.refuse(true);
    pbx.dropConnections(Cut.RST);
    await().atMost(LONG).until(() -> !line.isUp());
  }

  private String unheardCall(HeardLine line) {
    Playback call = play("b_in_missed", Until.end());
    assertThat(line.lastTold()).hasSize(1);
    return Objects.requireNonNull(call.linkedId());
  }

  private void back(HeardLine line) {
    pbx.refuse(false);
    await().atMost(LONG).until(line::isUp);
  }

  private Playback play(String name, Until until) {
    Playback call = pbx.play(Recording.named(name), Pace.fullSpeed(), until);
    call.awaitPaused(LONG);
    return call;
  }

  private void awaitHeardAgain(HeardLine line) {
    Instant since = clock.instant().plusMillis(500);
    await().atMost(LONG).until(() -> line.heardUntil != null && line.heardUntil.isAfter(since));
  }

  private CdrTable.Row row(String linkedId, int secondsAgo) {
    return CdrTable.row(linkedId, linkedId, ago(secondsAgo));
  }

  private Instant ago(int seconds) {
    return clock.instant().minusSeconds(seconds);
  }
}
