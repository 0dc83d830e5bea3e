package ru.fitcrm.hub.config.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The server of a hub's own database, stopped in the middle of whatever it does until it may go on.
 */
final class HungPostgres {

  private final List<String> processes;

  private HungPostgres(List<String> processes) {
    this.processes = processes;
  }

  static HungPostgres in(Path data) throws IOException {
    ProcessHandle server = KillPostgres.serverIn(data);
    HungPostgres hung =
        new HungPostgres(
            Stream.concat(Stream.of(server), server.descendants())
                .map(process -> String.valueOf(process.pid()))
                .toList());
    hung.signal("-STOP");
    return hung;
  }

  void goOn() throws IOException {
    signal("-CONT");
  }

  private void signal(String which) throws IOException {
    List<String> command = new ArrayList<>(List.of("kill", which));
    command.addAll(processes);
    assertThat(new ProcessBuilder(command).inheritIO().start().onExit().join().exitValue())
        .isZero();
  }
}
