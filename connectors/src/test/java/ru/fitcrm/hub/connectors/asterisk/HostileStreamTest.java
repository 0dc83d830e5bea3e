package ru.fitcrm.hub.connectors.asterisk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import ru.fitcrm.hub.core.call.CallSnapshot;
import ru.fitcrm.hub.core.call.CallStage;

/** A stream may be cut, doubled, out of order or made up: calls may be wrong, nothing may break. */
class HostileStreamTest {
  private static final List<String> SCENARIOS =
      List.of(
          "h_att_refer",
          "g_blind_refer",
          "f4_queue_local_abandoned",
          "i2_originate_local",
          "n3_ami_drop",
          "n3_ami_drop.conn2",
          "j2_originate_agent_noanswer",
          "hubmin/h_att_refer");

  private final List<Recording.Message> messages = new ArrayList<>();
  private final AtomicLong told = new AtomicLong();

  HostileStreamTest() {
    SCENARIOS.forEach(scenario -> messages.addAll(Recording.load(scenario).messages()));
  }

  @Test
  void twoThousandMutatedEventsBreakNothing() {
    play(2_000, 1);
  }

  @Test
  @Tag("proof")
  void aHundredThousandMutatedEventsBreakNothing() {
    play(100_000, 2);
  }

  @Test
  void channelsThatNeverEndAreGivenUpBeforeMemoryIs() {
    CallTracker tracker = new CallTracker(new Endpoints(Set.of("trunk"), null), this::told);
    for (int i = 0; i < 3 * Calls.MAX_CALLS; i++) {
      String id = "1795293905." + i;
      tracker.hear(
          new PbxEvent.NewChannel(
              Playback.at(i),
              new PbxEvent.On(id, id, null),
              new PbxEvent.Facts("PJSIP/trunk-0000000a", "Ring", null, "7495", "+7916", null)));
    }
    assertThat(tracker.size()).isLessThan(3 * Calls.MAX_CALLS + Calls.MAX_FINISHED);
    assertThat(told.get()).isGreaterThan(3L * Calls.MAX_CALLS);
  }

  private void play(int count, long seed) {
    Random random = new Random(seed);
    CallTracker tracker = new CallTracker(new Endpoints(Set.of("trunk"), null), this::told);
    for (int i = 0; i < count; i++) {
      Recording.Message message = messages.get(random.nextInt(messages.size()));
      PbxEvent event = Playback.read(mutated(message, random));
      if (event != null) {
        tracker.hear(event);
      }
      if (i % 500 == 0) {
        tracker.hear(new PbxEvent.Connecting(Playback.at(i)));
        tracker.hear(new PbxEvent.ListAsked(Playback.at(i), "rec-2-3-l"));
      }
    }
    assertThat(tracker.size()).isLessThan(Math.max(2 * count, 10_000)).isLessThan(100_000);
  }

  private void told(CallSnapshot call) {
    told.incrementAndGet();
    assertThat(call.waited()).isGreaterThanOrEqualTo(java.time.Duration.ZERO);
    assertThat(call.talked()).isGreaterThanOrEqualTo(java.time.Duration.ZERO);
    assertThat(call.stage() == CallStage.ENDED)
        .isEqualTo(call.endedAt() != null || call.endedBetween() != null);
  }

  private Recording.Message mutated(Recording.Message message, Random random) {
    Map<String, Object> headers = new HashMap<>(message.headers());
    List<String> names = new ArrayList<>(headers.keySet());
    for (int i = random.nextInt(3); i > 0 && !names.isEmpty(); i--) {
      String name = names.get(random.nextInt(names.size()));
      if (!name.equals("event") && headers.get(name) instanceof String value) {
        headers.put(name, mutated(value, random));
      }
    }
    return new Recording.Message(random.nextInt(100_000), headers);
  }

  private String mutated(String value, Random random) {
    return switch (random.nextInt(6)) {
      case 0 -> "";
      case 1 -> value.substring(0, random.nextInt(value.length() + 1));
      case 2 -> value + "\u0000;1";
      case 3 -> "-1";
      case 4 ->
          messages
              .get(random.nextInt(messages.size()))
              .headers()
              .values()
              .iterator()
              .next()
              .toString();
      default -> "Local/" + value;
    };
  }
}
