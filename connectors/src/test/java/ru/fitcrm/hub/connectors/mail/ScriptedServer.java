package ru.fitcrm.hub.connectors.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A mail server that answers as it is told to, and hangs up when told nothing to say. */
final class ScriptedServer implements AutoCloseable {

  static final String HANG_UP = "";

  final List<String> heard = new CopyOnWriteArrayList<>();
  private final ServerSocket server;
  private final Map<String, String> answers = new HashMap<>();

  ScriptedServer() {
    try {
      server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    answers.put("", "220 ready");
    answers.put("EHLO", "250-here\r\n250 AUTH PLAIN LOGIN");
    answers.put("AUTH", "235 welcome");
    answers.put("MAIL", "250 ok");
    answers.put("RCPT", "250 ok");
    answers.put("DATA", "354 go on");
    answers.put(".", "250 taken");
    answers.put("RSET", "250 ok");
    answers.put("QUIT", "221 bye");
    Thread.ofVirtual().start(this::serve);
  }

  ScriptedServer answer(String command, String answer) {
    answers.put(command, answer);
    return this;
  }

  int port() {
    return server.getLocalPort();
  }

  private void serve() {
    while (!server.isClosed()) {
      try (Socket socket = server.accept();
          BufferedReader in =
              new BufferedReader(
                  new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
        talk(socket, in);
      } catch (IOException e) {
        // The client has hung up, or the test has ended.
      }
    }
  }

  private void talk(Socket socket, BufferedReader in) throws IOException {
    if (!say(socket, "")) {
      return;
    }
    boolean data = false;
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      heard.add(line);
      String command = data ? (line.equals(".") ? "." : null) : line.split(" ")[0];
      if (command == null) {
        continue;
      }
      if (!say(socket, command)) {
        return;
      }
      data = command.equals("DATA") && answers.getOrDefault("DATA", "").startsWith("354");
    }
  }

  private boolean say(Socket socket, String command) throws IOException {
    String answer = answers.getOrDefault(command, "502 what?");
    if (answer.equals(HANG_UP)) {
      return false;
    }
    socket.getOutputStream().write((answer + "\r\n").getBytes(StandardCharsets.UTF_8));
    socket.getOutputStream().flush();
    return true;
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
