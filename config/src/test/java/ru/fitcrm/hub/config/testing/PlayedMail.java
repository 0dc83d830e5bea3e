package ru.fitcrm.hub.config.testing;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;

/** A mail server on a port of its own that answers each letter as the test says. */
public final class PlayedMail implements AutoCloseable {

  private final UnaryOperator<String> answer;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final int port;
  private ServerSocket door;

  /**
   * @param answer to a letter as it came, in any thread: for example {@code 250 taken}; empty to
   *     hang up without a word
   */
  public PlayedMail(UnaryOperator<String> answer) throws IOException {
    this.answer = answer;
    this.door = serve(0);
    this.port = door.getLocalPort();
  }

  /** The connection to it, as the API takes it. */
  public String connection() {
    return """
        {"kind": "smtp", "name": "Почта", "enabled": true,
         "settings": {"host": "127.0.0.1", "port": %d, "security": "NONE", "from": "club@example.ru", "timeoutSeconds": 1}}"""
        .formatted(port);
  }

  private ServerSocket serve(int on) throws IOException {
    ServerSocket opened = new ServerSocket(on, 50, InetAddress.getLoopbackAddress());
    threads.execute(() -> accept(opened));
    return opened;
  }

  private void accept(ServerSocket at) {
    try {
      while (true) {
        Socket came = at.accept();
        threads.execute(() -> talkSafely(came));
      }
    } catch (IOException shut) {
      // The door was shut: whoever opens it again accepts anew.
    }
  }

  private void talkSafely(Socket came) {
    try (came) {
      talk(came);
    } catch (IOException gone) {
      // The hub was killed in the middle of a word.
    }
  }

  private void talk(Socket came) throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(came.getInputStream(), StandardCharsets.UTF_8));
    OutputStream out = came.getOutputStream();
    say(out, "220 played ESMTP");
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String word = line.toUpperCase(Locale.ROOT);
      if (word.equals("DATA")) {
        say(out, "354 go on");
        String end = answer.apply(letter(in));
        if (end.isEmpty()) {
          return;
        }
        say(out, end);
      } else if (word.equals("QUIT")) {
        say(out, "221 bye");
        return;
      } else {
        say(out, "250 ok");
      }
    }
  }

  private static String letter(BufferedReader in) throws IOException {
    StringBuilder letter = new StringBuilder();
    for (String line = in.readLine(); !".".equals(line); line = in.readLine()) {
      if (line == null) {
        throw new EOFException("The hub was killed in the middle of a letter");
      }
      letter.append(line).append('\n');
    }
    return letter.toString();
  }

  private static void say(OutputStream out, String line) throws IOException {
    out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  /** From now on connections are refused. */
  public synchronized void shut() throws IOException {
    door.close();
  }

  /** And taken again, at the same address. */
  public synchronized void open() throws IOException {
    door = serve(port);
  }

  @Override
  public synchronized void close() {
    try {
      door.close();
    } catch (IOException e) {
      // It was shut already.
    }
    threads.shutdownNow();
  }
}
