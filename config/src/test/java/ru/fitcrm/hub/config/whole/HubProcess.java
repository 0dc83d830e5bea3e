package ru.fitcrm.hub.config.whole;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import ru.fitcrm.hub.config.start.HubProgram;
import ru.fitcrm.hub.config.testing.ApiCaller;
import ru.fitcrm.hub.core.testing.TestDatabase;

/** The hub as an operator starts it: a process of its own, which a test may kill. */
public final class HubProcess implements AutoCloseable {

  static final String KEY = HubProgram.KEY;
  private static final String SECRET_KEY = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

  private final Process process;
  private final int port;

  private HubProcess(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Starts one on a database that outlives it; several may share it. */
  static HubProcess start(TestDatabase database, String name) throws IOException {
    return start(environment(database, name));
  }

  /** What a hub on that database is told. */
  static Map<String, String> environment(TestDatabase database, String name) {
    return Map.of(
        "HUB_NODE_NAME", name,
        "HUB_DB_URL", database.jdbcUrl(),
        "HUB_DB_USER", database.user(),
        "HUB_DB_PASSWORD", database.password(),
        "HUB_DB_OWNER_USER", "hub_owner",
        "HUB_DB_OWNER_PASSWORD", database.password(),
        "HUB_SECRET_KEY", SECRET_KEY);
  }

  /** Starts one quickly and returns when it is ready. */
  public static HubProcess start(Map<String, String> environment) throws IOException {
    return start(environment, HubProgram.quick());
  }

  /**
   * Starts one and returns when it is ready.
   *
   * @param options of the virtual machine
   */
  static HubProcess start(Map<String, String> environment, List<String> options)
      throws IOException {
    return start(environment, HubProgram.with(options));
  }

  private static HubProcess start(Map<String, String> environment, ProcessBuilder program)
      throws IOException {
    program.environment().put("HUB_PORT", "0");
    program.environment().put("HUB_ADMIN_API_KEY", KEY);
    program.environment().putAll(environment);
    Process process = program.start();
    BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
    int port = HubProgram.awaitReady(lines);
    drain(lines);
    return new HubProcess(process, port);
  }

  /** An unread pipe would stop the hub when it is full. */
  private static void drain(BufferedReader lines) {
    Thread.ofVirtual()
        .name("hub-output")
        .start(
            () -> {
              try {
                lines.transferTo(java.io.Writer.nullWriter());
              } catch (IOException ended) {
                // The process has ended: there is nothing left to read.
              }
            });
  }

  public ApiCaller api() {
    return new ApiCaller(baseUrl(), KEY);
  }

  String baseUrl() {
    return "http://localhost:" + port;
  }

  long pid() {
    return process.pid();
  }

  /** SIGKILL: no hook runs, nothing is said. */
  public void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
