package ru.fitcrm.hub.sandbox.onec;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.sandbox.onec.front.Fault;

/**
 * Runs a 1C as a process of its own: {@code [--port N] [--clients N] [--seed N] [--today DATE]
 * [--late MILLIS] [--changes FILE]}. A line {@code change N} on standard input changes so many rows
 * and is answered {@code changed N}; it is written to the file first, so that the same base with
 * its changes is there again after a kill.
 */
final class SandboxOnecMain {

  private final SandboxOnec.Settings settings = SandboxOnec.settings();
  private Duration late = Duration.ZERO;
  private @Nullable Path changes;

  private SandboxOnecMain() {}

  public static void main(String[] arguments) throws IOException {
    SandboxOnecMain program = new SandboxOnecMain();
    program.read(List.of(arguments));
    try (SandboxOnec onec = program.open()) {
      System.out.println("1C on " + onec.soapUrl());
      program.listen(onec);
    }
  }

  private void read(List<String> arguments) {
    for (int at = 0; at + 1 < arguments.size(); at += 2) {
      String value = arguments.get(at + 1);
      switch (arguments.get(at)) {
        case "--port" -> settings.port(Integer.parseInt(value));
        case "--clients" -> settings.clients(Long.parseLong(value));
        case "--seed" -> settings.seed(Long.parseLong(value));
        case "--today" -> settings.today(LocalDate.parse(value));
        case "--late" -> late = Duration.ofMillis(Long.parseLong(value));
        case "--changes" -> changes = Path.of(value);
        default -> throw new IllegalArgumentException(arguments.get(at) + " is no option");
      }
    }
  }

  /** Nobody is welcome before the base stands as it stood. */
  private SandboxOnec open() throws IOException {
    SandboxOnec onec = SandboxOnec.start(settings);
    if (changes != null && Files.exists(changes)) {
      onec.down();
      for (String rows : Files.readAllLines(changes)) {
        onec.base().change(Integer.parseInt(rows));
      }
      onec.up();
    }
    if (late.isPositive()) {
      onec.faults().always("GetAll", new Fault.Late(late));
    }
    return onec;
  }

  private void listen(SandboxOnec onec) throws IOException {
    BufferedReader orders =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String order = orders.readLine(); order != null; order = orders.readLine()) {
      String rows = order.replaceFirst("^change ", "");
      if (changes != null) {
        Files.writeString(
            changes, rows + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      }
      onec.base().change(Integer.parseInt(rows));
      System.out.println("changed " + rows);
    }
  }
}
