package ru.fitcrm.hub.connectors.recording;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Fetches a recording from the PBX's web server, the whole or a part. Follows no redirect: the
 * place of recordings is the administrator's word, a redirect would be the server's.
 */
@Component
public final class FetchRecording {

  private static final Pattern ONE_RANGE =
      Pattern.compile("bytes=([0-9]{1,15}-[0-9]{0,15}|-[0-9]{1,15})");
  private static final Pattern CONTENT_RANGE =
      Pattern.compile("bytes ([0-9]{1,15}-[0-9]{1,15}|\\*)/([0-9]{1,15}|\\*)");

  private final Limits limits;
  private final HttpClient http;

  /**
   * How much is waited for and read.
   *
   * @param answer until the server begins to answer
   * @param silence between two pieces of an answer
   * @param bytes of one answer
   */
  record Limits(Duration connect, Duration answer, Duration silence, long bytes) {
    static final Limits DEFAULT =
        new Limits(
            Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(20), 500_000_000);
  }

  FetchRecording() {
    this(Limits.DEFAULT);
  }

  FetchRecording(Limits limits) {
    this.limits = limits;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(limits.connect())
            .build();
  }

  /**
   * Asks for the recording. The answer's sound is to be closed.
   *
   * @param told the file's name as the PBX told it: anything
   * @param range a header {@code Range} to pass on, if it asks for one part; null for the whole
   * @throws InterruptedException while waiting for the server
   */
  public Fetched fetch(RecordingPlace place, @Nullable String told, @Nullable String range)
      throws InterruptedException {
    Optional<RecordingName> name = RecordingName.read(told);
    if (name.isEmpty()) {
      return new Fetched.Absent();
    }
    HttpRequest.Builder request =
        HttpRequest.newBuilder(place.of(name.get()))
            .timeout(limits.answer())
            .header("Accept", "audio/*, application/octet-stream");
    if (place.authorization() != null) {
      request.setHeader("Authorization", place.authorization());
    }
    if (range != null && ONE_RANGE.matcher(range).matches()) {
      request.setHeader("Range", range);
    }
    try {
      return read(
          http.send(request.build(), info -> new PatientBody(limits.silence(), limits.bytes())),
          name.get());
    } catch (IOException e) {
      return new Fetched.Failed("unreachable");
    }
  }

  private Fetched read(HttpResponse<PatientBody.Stream> answer, RecordingName name) {
    Fetched fetched = judge(answer, name);
    if (!(fetched instanceof Fetched.Sound)) {
      answer.body().close();
    }
    return fetched;
  }

  private Fetched judge(HttpResponse<PatientBody.Stream> answer, RecordingName name) {
    return switch (answer.statusCode()) {
      case 200, 206 -> sound(answer, name);
      case 404, 410 -> new Fetched.Absent();
      case 401, 403 -> new Fetched.Failed("refused");
      case 416 -> new Fetched.NoSuchPart(contentRange(answer.headers()));
      case 300, 301, 302, 303, 307, 308 -> new Fetched.Failed("redirected");
      default -> new Fetched.Failed("status-" + answer.statusCode());
    };
  }

  private Fetched sound(HttpResponse<PatientBody.Stream> answer, RecordingName name) {
    if (!isSound(answer.headers().firstValue("Content-Type").orElse(""))) {
      return new Fetched.Failed("not-audio");
    }
    OptionalLong length = answer.headers().firstValueAsLong("Content-Length");
    if (length.isPresent() && length.getAsLong() > limits.bytes()) {
      return new Fetched.Failed("too-large");
    }
    @Nullable String range = contentRange(answer.headers());
    if (answer.statusCode() == 206 && range == null) {
      return new Fetched.Failed("status-206");
    }
    return new Fetched.Sound(
        name.type(), answer.statusCode() == 206 ? range : null, length.orElse(-1), answer.body());
  }

  /** Web servers that do not know a file's kind say nothing, or that it is bytes. */
  private static boolean isSound(String contentType) {
    String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    return type.isEmpty()
        || type.startsWith("audio/")
        || type.equals("application/octet-stream")
        || type.equals("application/ogg")
        || type.equals("video/ogg")
        || type.equals("binary/octet-stream");
  }

  private static @Nullable String contentRange(HttpHeaders headers) {
    return headers
        .firstValue("Content-Range")
        .filter(range -> CONTENT_RANGE.matcher(range).matches())
        .orElse(null);
  }
}
