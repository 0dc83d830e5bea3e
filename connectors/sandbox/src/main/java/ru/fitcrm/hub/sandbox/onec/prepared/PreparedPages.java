package ru.fitcrm.hub.sandbox.onec.prepared;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ru.fitcrm.hub.sandbox.onec.front.Answer;
import ru.fitcrm.hub.sandbox.onec.front.Request;
import ru.fitcrm.hub.sandbox.onec.front.Room;

/**
 * Serves prepared pages to any number of clubs, at {@code /club-N/fitness/ws/hubexchange.1cws}.
 * There are fewer bases than clubs: several have the same.
 */
final class PreparedPages implements Room {

  private static final Pattern CLUB = Pattern.compile("/club-(\\d+)/.*");
  private static final Pattern POSITION = Pattern.compile("position>(\\d+)<");

  private final Path folder;
  private final int bases;
  private volatile String served = PreparePages.FIRST;

  PreparedPages(Path folder, int bases) {
    this.folder = folder;
    this.bases = bases;
  }

  /** Serves these from now on: {@code first} or {@code changed}. */
  void serve(String which) {
    served = which;
  }

  @Override
  public String path() {
    return "/";
  }

  @Override
  public String operation(String path, Map<String, String> headers) {
    return headers.getOrDefault("soapaction", "").contains("GetAll") ? "GetAll" : "GetChanges";
  }

  @Override
  public Answer answer(Request request) {
    Matcher club = CLUB.matcher(request.path());
    if (!club.matches()) {
      return Answer.of(404, "text/html", "<html><body><h1>404 Not Found</h1></body></html>");
    }
    Path base = folder.resolve("base-" + Integer.parseInt(club.group(1)) % bases);
    try {
      return Answer.of(
          200, "text/xml; charset=utf-8", Files.readAllBytes(base.resolve(file(request))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String file(Request request) {
    if (!request.operation().equals("GetAll")) {
      return PreparePages.NO_CHANGES;
    }
    Matcher position = POSITION.matcher(request.body());
    return served + "/" + (position.find() ? position.group(1) : "0") + ".xml";
  }
}
