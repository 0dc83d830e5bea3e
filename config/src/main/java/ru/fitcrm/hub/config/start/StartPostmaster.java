package ru.fitcrm.hub.config.start;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;

/**
 * Starts a PostgreSQL server on a database folder and waits until it answers. By {@code pg_ctl}, so
 * that it is no child of this process: a Ctrl-C at the terminal must not stop it before the hub.
 */
final class StartPostmaster {

  /** Given on the command line: these win over whatever the folder's own files say. */
  private static final List<String> SETTINGS =
      List.of(
          "fsync=on",
          "synchronous_commit=on",
          "full_page_writes=on",
          "listen_addresses=127.0.0.1",
          "unix_socket_directories=",
          "password_encryption=scram-sha-256",
          "max_connections=100",
          "timezone=UTC",
          "log_timezone=UTC",
          // Personal data stands in details and statements: a log has neither.
          "log_error_verbosity=terse",
          "log_min_error_statement=panic",
          "logging_collector=on",
          "log_filename=postgresql-%a.log",
          "log_truncate_on_rotation=on",
          "log_rotation_age=1d",
          "log_rotation_size=0");

  private static final int ATTEMPTS = 20;

  private final PostgresPrograms programs;
  private final Path serverLog;

  StartPostmaster(PostgresPrograms programs, Path serverLog) {
    this.programs = programs;
    this.serverLog = serverLog;
  }

  /** Starts it on a free port and returns the port. */
  int on(Path pg) {
    return start(pg, StartPostmaster::freePort);
  }

  /** Starts it again on the port it had, which everybody knows it by. */
  void again(Path pg, int port) {
    start(pg, () -> port);
  }

  private int start(Path pg, IntSupplier ports) {
    for (int attempt = 1; ; attempt++) {
      int port = ports.getAsInt();
      PostgresPrograms.Answer answer = start(pg, port);
      if (answer.ok()) {
        return port;
      }
      String said = lastWords();
      if (attempt == ATTEMPTS || !passes(said)) {
        throw refused(answer, said);
      }
      pause();
      // A start killed a moment ago may have brought its server up only now.
      new EndPostmaster(programs).leftOn(pg);
    }
  }

  private PostgresPrograms.Answer start(Path pg, int port) {
    String options =
        SETTINGS.stream().map(setting -> "-c " + setting).collect(Collectors.joining(" "));
    try {
      Files.deleteIfExists(serverLog);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
    return programs.run(
        "pg_ctl",
        "start",
        "-D",
        pg.toString(),
        "-l",
        serverLog.toString(),
        "-w",
        "-t",
        "600",
        "-o",
        options + " -p " + port);
  }

  /** A port taken since it was found free, or workers of a killed server that are still leaving. */
  private static boolean passes(String said) {
    return said.contains("Address already in use")
        || said.contains("lock file")
        || said.contains("shared memory block");
  }

  private StartRefused refused(PostgresPrograms.Answer answer, String said) {
    if (answer.text().contains("unshare")) {
      return new StartRefused(userNamespaces(answer.text()));
    }
    return new StartRefused(
        "HUB_DATA: the embedded PostgreSQL does not start: "
            + (said.isEmpty() ? answer.text().replace('\n', ' ') : said)
            + " Put that right (all it said: "
            + serverLog
            + "), or set HUB_DB_URL of another server.");
  }

  static String userNamespaces(String said) {
    return "HUB_DB_URL: the hub runs as root, PostgreSQL does not, and this machine allows no user"
        + " namespaces ("
        + said.lines().findFirst().orElse("")
        + "). Run the hub as an ordinary user, or set HUB_DB_URL of your own PostgreSQL.";
  }

  private String lastWords() {
    try {
      return Files.readAllLines(serverLog, StandardCharsets.UTF_8).stream()
          .filter(line -> line.contains("FATAL:") || line.contains("could not"))
          .map(line -> line.replaceFirst("^.*?(FATAL|LOG|WARNING): *", ""))
          .collect(Collectors.joining("; "));
    } catch (IOException none) {
      return "";
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException none) {
      throw new UncheckedIOException(none);
    }
  }

  private static void pause() {
    try {
      boolean never = new CountDownLatch(1).await(500, TimeUnit.MILLISECONDS);
      assert !never;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
