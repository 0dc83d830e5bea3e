package ru.fitcrm.hub.config.start;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The unpacked PostgreSQL programs.
 *
 * @param home folder with bin, lib and share
 * @param asRoot whether this process is root, whom PostgreSQL refuses: then the programs run in a
 *     user namespace of their own where they are nobody
 */
record PostgresPrograms(Path home, boolean asRoot) {

  /** What a program said, and its exit code. */
  record Answer(int code, String text) {

    boolean ok() {
      return code == 0;
    }
  }

  /** Runs a program to its end. */
  Answer run(String program, String... arguments) {
    List<String> command = new ArrayList<>();
    if (asRoot) {
      command.add("unshare");
      command.add("-U");
    }
    command.add(home.resolve("bin").resolve(program).toString());
    command.addAll(List.of(arguments));
    try {
      return run(command);
    } catch (IOException missing) {
      throw new StartRefused(
          "HUB_DB_URL: PostgreSQL's program "
              + command.get(0)
              + " can't be run ("
              + missing.getMessage()
              + "). Run the hub as an ordinary user, or set HUB_DB_URL of your own PostgreSQL.",
          missing);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new StartRefused("The start was interrupted. Start the hub again.", stopped);
    }
  }

  private static Answer run(List<String> command) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
    builder.environment().put("LC_ALL", "C");
    Process process = builder.start();
    process.getOutputStream().close();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Answer(process.waitFor(), text.strip());
  }

  /** Major version, for example {@code 17}. */
  String majorVersion() {
    String text = run("postgres", "--version").text();
    return text.replaceFirst("(?s).*\\(PostgreSQL\\) (\\d+).*", "$1");
  }
}
