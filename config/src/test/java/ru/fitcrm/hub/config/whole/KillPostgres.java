package ru.fitcrm.hub.config.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** SIGKILL for the server of a hub's own database. */
public final class KillPostgres {

  private KillPostgres() {}

  public static void in(Path data) throws IOException {
    assertThat(serverIn(data).destroyForcibly()).isTrue();
  }

  static ProcessHandle serverIn(Path data) throws IOException {
    List<String> lines = Files.readAllLines(data.resolve("pg").resolve("postmaster.pid"));
    return ProcessHandle.of(Long.parseLong(lines.get(0).strip())).orElseThrow();
  }
}
