package ru.fitcrm.hub.config.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Debian's {@code pgbench}, made to insert single rows as the inbox does. */
final class PgBench {

  private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+) \\(without");

  private final Path program;

  private PgBench(Path program) {
    this.program = program;
  }

  /** Empty if it is not installed. */
  static Optional<PgBench> find() throws IOException {
    Path versions = Path.of("/usr/lib/postgresql");
    if (Files.isExecutable(Path.of("/usr/bin/pgbench")) && !Files.isDirectory(versions)) {
      return Optional.of(new PgBench(Path.of("/usr/bin/pgbench")));
    }
    if (!Files.isDirectory(versions)) {
      return Optional.empty();
    }
    try (Stream<Path> all = Files.list(versions)) {
      return all.map(version -> version.resolve("bin/pgbench"))
          .filter(Files::isExecutable)
          .max(Comparator.comparing(Path::toString))
          .map(PgBench::new);
    }
  }

  /** Where the server is. */
  record Server(String host, int port, String database, String user, String password) {}

  /** Transactions a second of this one statement. */
  double rate(Server server, String sql, int clients, int seconds)
      throws IOException, InterruptedException {
    Path script = Files.createTempFile("insert", ".sql");
    Files.writeString(script, sql, StandardCharsets.UTF_8);
    ProcessBuilder process =
        new ProcessBuilder(
            List.of(
                program.toString(),
                "-n",
                "-M",
                "prepared",
                "-f",
                script.toString(),
                "-c",
                String.valueOf(clients),
                "-j",
                "2",
                "-T",
                String.valueOf(seconds),
                "-h",
                server.host(),
                "-p",
                String.valueOf(server.port()),
                "-U",
                server.user(),
                server.database()));
    process.environment().put("PGPASSWORD", server.password());
    Process running = process.redirectErrorStream(true).start();
    String said = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    boolean unused = running.waitFor(seconds + 30L, TimeUnit.SECONDS);
    Files.delete(script);
    Matcher rate = RATE.matcher(said);
    if (!rate.find()) {
      throw new IllegalStateException("pgbench told no rate: " + said);
    }
    return Double.parseDouble(rate.group(1));
  }
}
