package ru.fitcrm.hub.config.message.chaos;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ru.fitcrm.hub.config.message.chaos.Taken.Mood;

/** A mail server that fails in every way there is. */
final class MailPeer implements Peer {

  private static final Pattern ID = Pattern.compile("(?im)^Message-ID: *(<[^>]+>)");

  private final Taken taken;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final int port;
  private ServerSocket door;

  MailPeer(long seed) throws IOException {
    this.taken = new Taken(seed);
    this.door = serve(0);
    this.port = door.getLocalPort();
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
    say(out, "220 chaos ESMTP");
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String word = line.toUpperCase(Locale.ROOT);
      if (word.equals("DATA")) {
        say(out, "354 go on");
        String end = take(letter(in));
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

  /** Empty to hang up without a word. */
  private String take(String letter) {
    String mark = Taken.markIn(words(letter));
    Matcher found = ID.matcher(letter);
    String id = found.find() ? found.group(1) : "";
    Mood mood = taken.ask(mark, id);
    return switch (mood) {
      case FINE, TAKES_AND_FAILS, TAKES_AND_HANGS_UP, TAKES_AND_IS_SILENT -> {
        taken.take(mark, id);
        yield mood == Mood.FINE ? "250 taken" : "";
      }
      case HANGS_UP -> "";
      case BUSY -> "451 come later";
      case REFUSES -> "554 no";
    };
  }

  /** Russian letters may be in base64; the mark is Latin, so any other way shows it as it is. */
  private static String words(String letter) {
    if (!letter.contains("base64")) {
      return letter;
    }
    String body = letter.substring(letter.indexOf("\n\n") + 2).replaceAll("\\s", "");
    return new String(Base64.getMimeDecoder().decode(body), StandardCharsets.UTF_8);
  }

  private static void say(OutputStream out, String line) throws IOException {
    out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  @Override
  public String name() {
    return "smtp";
  }

  @Override
  public String channel() {
    return "EMAIL";
  }

  @Override
  public String connection() {
    return """
        {"kind": "smtp", "name": "Почта", "enabled": true,
         "settings": {"host": "127.0.0.1", "port": %d, "security": "NONE", "from": "club@example.ru", "timeoutSeconds": 1}}"""
        .formatted(port);
  }

  @Override
  public Taken taken() {
    return taken;
  }

  @Override
  public boolean knowsIds() {
    return true;
  }

  @Override
  public synchronized void shut() throws IOException {
    door.close();
  }

  @Override
  public synchronized void open() throws IOException {
    door = serve(port);
  }

  @Override
  public void close() {
    try {
      door.close();
    } catch (IOException e) {
      // It was shut already.
    }
    threads.shutdownNow();
  }
}
