package ru.fitcrm.hub.config.start;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;

/**
 * The hub as a program of its own, from jars as in production. Most of a start is reading classes,
 * so the first of a JVM leaves an archive of them: the others take half the processor's time.
 */
public final class HubProgram {

  /** The superadmin's, of every hub that was first started by a test. */
  public static final String KEY = "hub_key-of-a-process-0123456789";

  /** What makes a start quick, and what runs for long slow. */
  private static final List<String> QUICK =
      List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx400m");

  private static final int FIRST_JAVA_WITH_ARCHIVES = 25;
  private static final Pattern READY =
      Pattern.compile("FitCRM Hub is ready: http://localhost:(\\d+)/");

  private HubProgram() {}

  /** One that is ready soon. */
  public static ProcessBuilder quick(String... words) {
    List<String> options = new ArrayList<>(QUICK);
    options.addAll(HubFolders.archive().map(file -> "-XX:AOTCache=" + file).stream().toList());
    return java(options, words);
  }

  /**
   * One for long work.
   *
   * @param options of the virtual machine
   */
  public static ProcessBuilder with(List<String> options) {
    return java(options);
  }

  /** Starts one on an empty folder, ends it, and leaves the archive if this Java can make one. */
  static void startOnce(Path data, Path archive) throws IOException, InterruptedException {
    List<String> options = new ArrayList<>(QUICK);
    if (Runtime.version().feature() >= FIRST_JAVA_WITH_ARCHIVES) {
      options.add("-XX:AOTCacheOutput=" + archive);
    }
    ProcessBuilder program = java(options);
    program.environment().put("HUB_PORT", "0");
    program.environment().put("HUB_DATA", data.toString());
    program.environment().put("HUB_ADMIN_API_KEY", KEY);
    Process hub = program.start();
    BufferedReader lines = hub.inputReader(StandardCharsets.UTF_8);
    int unused = awaitReady(lines);
    // Not by the process itself, which would close what it says.
    boolean asked = hub.toHandle().destroy();
    String said = lines.lines().collect(Collectors.joining("\n"));
    hub.waitFor();
    if (!asked || (options.size() > QUICK.size() && !Files.exists(archive))) {
      throw new IOException(
          "The hub ended before it was asked to, or left no archive of its classes:\n" + said);
    }
  }

  /** Reads what a hub says until it is ready, and gives its port. */
  public static int awaitReady(BufferedReader lines) throws IOException {
    StringBuilder said = new StringBuilder();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      said.append(line).append('\n');
      Matcher ready = READY.matcher(line);
      if (ready.matches()) {
        return Integer.parseInt(ready.group(1));
      }
    }
    throw new IOException("The hub ended before it was ready:\n" + said);
  }

  private static ProcessBuilder java(List<String> options, String... words) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-cp", Jars.PATH, "ru.fitcrm.hub.config.FitCrmHub"));
    command.addAll(List.of(words));
    return new ProcessBuilder(command).redirectErrorStream(true);
  }

  /** The class path without the tests, each folder of it as a jar: only jars are archived. */
  private static final class Jars {

    static final String PATH = path();

    private static String path() {
      String all =
          System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
      List<String> jars = new ArrayList<>();
      for (String word : all.split(File.pathSeparator)) {
        Path entry = Path.of(word);
        if (!entry.endsWith("test-classes")) {
          jars.add((Files.isDirectory(entry) ? pack(entry, jars.size()) : entry).toString());
        }
      }
      return String.join(File.pathSeparator, jars);
    }

    private static Path pack(Path folder, int number) {
      Path jar = HubFolders.ROOT.resolve("classes-" + number + ".jar");
      int code =
          ToolProvider.findFirst("jar")
              .orElseThrow()
              .run(
                  System.out,
                  System.err,
                  "--create",
                  "--no-compress",
                  "--file",
                  jar.toString(),
                  "-C",
                  folder.toString(),
                  ".");
      if (code != 0) {
        throw new IllegalStateException("jar of " + folder + ": " + code);
      }
      return jar;
    }
  }
}
