package ru.fitcrm.hub.config.whole;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A sandbox 1C in a process of its own, which a test may kill: started again it listens on the same
 * port, with the same base and what was changed in it.
 */
final class OnecProcess implements AutoCloseable {

  static final String MAIN = "ru.fitcrm.hub.sandbox.onec.SandboxOnecMain";
  private static final String READY = "1C on ";

  private final String main;
  private final List<String> arguments;
  private Process process;
  private BufferedReader answers;
  private String url = "";

  private OnecProcess(String main, List<String> arguments) throws IOException {
    this.main = main;
    this.arguments = arguments;
    this.process = launch(0);
    this.answers = process.inputReader(StandardCharsets.UTF_8);
    awaitReady();
  }

  /**
   * Starts one and returns when it listens.
   *
   * @param main class of the program
   * @param arguments its options, without the port
   */
  static OnecProcess start(String main, String... arguments) throws IOException {
    return new OnecProcess(main, List.of(arguments));
  }

  private Process launch(int port) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-Xmx300m");
    command.add("-cp");
    command.add(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    command.add(main);
    command.addAll(arguments);
    command.addAll(List.of("--port", Integer.toString(port)));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }

  private void awaitReady() throws IOException {
    url = answer(READY).substring(READY.length());
  }

  private String answer(String beginning) throws IOException {
    for (String line = answers.readLine(); line != null; line = answers.readLine()) {
      if (line.startsWith(beginning)) {
        return line;
      }
    }
    throw new IOException("1C ended before it said: " + beginning);
  }

  String soapUrl() {
    return url;
  }

  /** Says a line to it and returns when it has answered with one that begins so. */
  void tell(String order, String answer) throws IOException {
    Writer orders = process.outputWriter(StandardCharsets.UTF_8);
    orders.write(order + "\n");
    orders.flush();
    String unused = answer(answer);
  }

  /** SIGKILL. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  /** Starts it again where it was. */
  void startAgain() throws IOException {
    process = launch(URI.create(url).getPort());
    answers = process.inputReader(StandardCharsets.UTF_8);
    awaitReady();
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
