package ru.fitcrm.hub.config.start;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A hub's database in a JVM of its own, to be killed: writes one row, says so, stays. */
final class ChildHub {

  private ChildHub() {}

  public static void main(String[] args) throws Exception {
    EmbeddedDatabase database = EmbeddedDatabase.start(Path.of(args[0]), null);
    try (Connection owner = database.logins().asOwner();
        Statement statement = owner.createStatement()) {
      statement.execute("create table if not exists kept (word text)");
      statement.execute("insert into kept values ('before the kill')");
    }
    System.out.println("READY");
    new CountDownLatch(1).await();
  }

  /** Starts one and returns when it has written its row. */
  static Process ready(Path data) throws IOException {
    Process child = java(ChildHub.class.getName(), data.toString()).start();
    BufferedReader lines = child.inputReader(StandardCharsets.UTF_8);
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.equals("READY")) {
        return child;
      }
    }
    throw new IOException("The child hub ended before it was ready");
  }

  /** A JVM with the tests' class path; standard error comes with standard output. */
  static ProcessBuilder java(String... words) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-cp");
    command.add(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    command.addAll(List.of(words));
    return new ProcessBuilder(command).redirectErrorStream(true);
  }
}
