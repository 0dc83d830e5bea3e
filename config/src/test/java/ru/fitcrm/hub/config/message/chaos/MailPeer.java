package ru.fitcrm.hub.config.message.chaos;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ru.fitcrm.hub.config.message.chaos.Taken.Mood;
import ru.fitcrm.hub.config.testing.PlayedMail;

/** A mail server that fails in every way there is. */
final class MailPeer implements Peer {

  private static final Pattern ID = Pattern.compile("(?im)^Message-ID: *(<[^>]+>)");

  private final Taken taken;
  private final PlayedMail server;

  MailPeer(long seed) throws IOException {
    this.taken = new Taken(seed);
    this.server = new PlayedMail(this::take);
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
    return server.connection();
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
  public void shut() throws IOException {
    server.shut();
  }

  @Override
  public void open() throws IOException {
    server.open();
  }

  @Override
  public void close() {
    server.close();
  }
}
