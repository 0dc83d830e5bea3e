package ru.fitcrm.hub.config.whole;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ru.fitcrm.hub.config.FitCrmHub;
import ru.fitcrm.hub.config.testing.ApiCaller;
import ru.fitcrm.hub.core.testing.TestDatabase;

/** The hub as an operator starts it: a process of its own, which a test may kill. */
public final class HubProcess implements AutoCloseable {

  static final String KEY = "hub_key-of-a-process-0123456789";
  private static final String SECRET_KEY = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
  private static final Pattern READY =
      Pattern.compile("FitCRM Hub is ready: http://localhost:(\\d+)/");

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
    return start(environment, List.of("-XX:TieredStopAtLevel=1", "-Xmx400m"));
  }

  /**
   * Starts one and returns when it is ready.
   *
   * @param options of the virtual machine
   */
  static HubProcess start(Map<String, String> environment, List<String> options)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.add("-cp");
    command.add(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    command.add(FitCrmHub.class.getName());
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("HUB_PORT", "0");
    builder.environment().put("HUB_ADMIN_API_KEY", KEY);
    builder.environment().putAll(environment);
    Process process = builder.start();
    BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
    StringBuilder said = new StringBuilder();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      said.append(line).append('\n');
      Matcher ready = READY.matcher(line);
      if (ready.matches()) {
        drain(lines);
        return new HubProcess(process, Integer.parseInt(ready.group(1)));
      }
    }
    throw new IOException("The hub ended before it was ready:\n" + said);
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
