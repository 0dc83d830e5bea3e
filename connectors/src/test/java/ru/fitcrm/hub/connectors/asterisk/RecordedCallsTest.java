package ru.fitcrm.hub.connectors.asterisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import ru.fitcrm.hub.core.call.CallResult;
import ru.fitcrm.hub.core.call.CallSnapshot;
import ru.fitcrm.hub.core.call.CallStage;

class RecordedCallsTest {

  static Stream<String> scenarios() {
    Stream<String> base = Expected.all().keySet().stream();
    Stream<String> minimal = base.filter(name -> Recording.exists("hubmin/" + name));
    return Stream.concat(Expected.all().keySet().stream(), minimal.map(name -> "hubmin/" + name));
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void everyRecordedCallIsToldAsItWas(String scenario) {
    List<CallSnapshot> calls = Playback.lastTold(scenario);

    List<Expected> expected = Expected.rows(scenario.replace("hubmin/", ""));
    assertThat(calls).allMatch(call -> call.stage() == CallStage.ENDED);
    assertThat(calls.stream().map(Expected::of).map(Expected::withoutTimes))
        .containsExactlyElementsOf(expected.stream().map(Expected::withoutTimes).toList());
    for (int i = 0; i < expected.size(); i++) {
      Expected told = Expected.of(calls.get(i));
      assertThat(told.talked()).as("talk").isCloseTo(expected.get(i).talked(), within(0.6));
      assertThat(told.waited()).as("wait").isCloseTo(expected.get(i).waited(), within(0.6));
    }
  }

  @Test
  void aBurstOfTwoHundredCallsIsToldCallByCall() {
    List<CallSnapshot> calls = Playback.lastTold("q_burst");

    Set<String> numbers = new HashSet<>();
    calls.forEach(call -> numbers.add(String.valueOf(call.clientNumber())));
    assertThat(calls).hasSize(200).allMatch(call -> call.result() == CallResult.ANSWERED);
    assertThat(numbers).hasSize(200);
  }
}
