package ru.fitcrm.hub.config.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as a person starts it: a JVM of its own. */
class HubProgramTest {

  @TempDir private Path temp;
  private Path data;

  @BeforeEach
  void findFolder() throws IOException {
    data = temp.toRealPath().resolve("data");
  }

  @Test
  void itStartsAnnouncesItselfStopsItsDatabaseLastAndLeavesNoProcess() throws Exception {
    HubFolders.copyTo(data);
    Process hub = hub(Map.of("HUB_PORT", "0", "HUB_TYPO", "x")).start();
    List<String> said = new ArrayList<>();
    BufferedReader lines = hub.inputReader(StandardCharsets.UTF_8);
    String line = lines.readLine();
    while (line != null && !line.startsWith("HUB_TYPO")) {
      said.add(line);
      line = lines.readLine();
    }
    assertThat(said).anyMatch(text -> text.startsWith("FitCRM Hub is ready: http://localhost:"));
    assertThat(said).anyMatch(text -> text.startsWith("Database: embedded PostgreSQL in " + data));
    long server = PostmasterFile.read(data.resolve("pg")).orElseThrow().pid();
    assertThat(ProcessHandle.of(server)).isPresent();

    Path backup = temp.resolve("backup");
    assertThat(ended(hub(Map.of(), "backup", backup.toString())).said()).doesNotContain("\tat ");

    hub.destroy();
    hub.waitFor();
    assertThat(ProcessHandle.of(server)).isEmpty();
    assertThat(PostmasterFile.read(data.resolve("pg"))).isEmpty();
  }

  @Test
  void whatIsWrongIsOneLineOfStandardErrorAndExitCodeOne() throws Exception {
    Ended wrong = ended(hub(Map.of("HUB_PORT", "eighty")));
    assertThat(wrong.code()).isEqualTo(1);
    assertThat(wrong.said().strip().lines()).hasSize(1).allMatch(l -> l.startsWith("HUB_PORT: "));

    Ended argument = ended(hub(Map.of(), "bakcup", "x"));
    assertThat(argument.code()).isEqualTo(1);
    assertThat(argument.said()).startsWith("Usage: ");

    try (ServerSocket taken = new ServerSocket(0)) {
      Ended port = ended(hub(Map.of("HUB_PORT", "" + taken.getLocalPort())));
      assertThat(port.code()).isEqualTo(1);
      assertThat(port.said().strip().lines()).hasSize(1).allMatch(l -> l.startsWith("HUB_PORT: "));
    }
  }

  @Test
  void anUnreachableDatabaseIsOneLineAndNoStackTrace() throws Exception {
    Ended ended =
        ended(
            hub(
                Map.of(
                    "HUB_PORT", "0",
                    "HUB_DB_URL", "jdbc:postgresql://127.0.0.1:1/hub",
                    "HUB_DB_USER", "app",
                    "HUB_DB_PASSWORD", "hidden-word",
                    "HUB_SECRET_KEY", HubKey.random().base64())));
    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.said()).contains("HUB_DB_URL: the database can't be reached");
    assertThat(ended.said()).doesNotContain("\tat ", "Exception", "WARN", "hidden-word");
  }

  private record Ended(int code, String said) {}

  private static Ended ended(ProcessBuilder program) throws IOException, InterruptedException {
    Process process = program.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), said);
  }

  private ProcessBuilder hub(Map<String, String> environment, String... words) {
    ProcessBuilder builder = HubProgram.quick(words);
    builder.environment().put("HUB_DATA", data.toString());
    builder.environment().putAll(environment);
    return builder;
  }
}
