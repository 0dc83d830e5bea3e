package ru.fitcrm.hub.sandbox.onec.prepared;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.sandbox.onec.front.HttpFront;

/**
 * Prepares pages and serves them, as a process of its own: {@code --folder DIR --clients N --bases
 * N [--port N]}. Lines {@code serve first} and {@code serve changed} on standard input are answered
 * {@code serving …}.
 */
final class PreparedOnecMain {

  private @Nullable Path folder;
  private int clients = 1_000;
  private int bases = 1;
  private int port;

  private PreparedOnecMain() {}

  public static void main(String[] arguments) throws IOException {
    PreparedOnecMain program = new PreparedOnecMain();
    program.read(List.of(arguments));
    program.run();
  }

  private void read(List<String> arguments) {
    for (int at = 0; at + 1 < arguments.size(); at += 2) {
      String value = arguments.get(at + 1);
      switch (arguments.get(at)) {
        case "--folder" -> folder = Path.of(value);
        case "--clients" -> clients = Integer.parseInt(value);
        case "--bases" -> bases = Integer.parseInt(value);
        case "--port" -> port = Integer.parseInt(value);
        default -> throw new IllegalArgumentException(arguments.get(at) + " is no option");
      }
    }
  }

  private void run() throws IOException {
    Path pages = Objects.requireNonNull(folder, "--folder is needed");
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    for (int base = 0; base < bases; base++) {
      new PreparePages(clients, base + 1, today).into(pages.resolve("base-" + base));
    }
    PreparedPages room = new PreparedPages(pages, bases);
    try (HttpFront front = HttpFront.open(port, Map.of("Хаб", "пароль"), List.of(room), null)) {
      System.out.println("1C on " + front.address());
      BufferedReader orders =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      for (String order = orders.readLine(); order != null; order = orders.readLine()) {
        String which = order.replaceFirst("^serve ", "");
        room.serve(which);
        System.out.println("serving " + which);
      }
    }
  }
}
