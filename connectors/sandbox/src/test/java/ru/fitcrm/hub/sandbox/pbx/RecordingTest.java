package ru.fitcrm.hub.sandbox.pbx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RecordingTest {

  @Test
  void the_index_lists_every_recording_there_is() throws IOException {
    Path folder = Path.of("src/main/resources/recordings");
    try (Stream<Path> files = Files.walk(folder)) {
      List<String> names =
          files
              .map(file -> folder.relativize(file).toString())
              .filter(file -> file.endsWith(".ami.txt") && !file.contains(".conn2."))
              .map(file -> file.substring(0, file.length() - ".ami.txt".length()))
              .sorted()
              .toList();
      assertThat(Recording.names()).containsExactlyInAnyOrderElementsOf(names);
    }
  }

  @Test
  void only_events_of_the_pbx_are_played() {
    Recording recording = Recording.named("i4_originate_channelid");
    assertThat(recording.events())
        .noneMatch(each -> each.text().startsWith("Response"))
        .noneMatch(each -> each.name().equals("SuccessfulAuth"))
        .noneMatch(each -> each.name().equals("FullyBooted"))
        .noneMatch(each -> each.name().startsWith("CoreShowChannel"))
        .anyMatch(each -> each.name().equals("OriginateResponse"));
    assertThat(Recording.named("q_burst").events()).hasSizeGreaterThan(14_190);
  }

  @Test
  void a_missing_recording_is_named_in_the_error() {
    assertThatThrownBy(() -> Recording.named("nothing"))
        .hasMessageContaining("no recording 'nothing.ami.times'")
        .hasMessageContaining("Recording.names()");
  }
}
