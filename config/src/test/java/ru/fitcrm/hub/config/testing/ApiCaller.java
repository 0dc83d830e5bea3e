package ru.fitcrm.hub.config.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Speaks to the REST API as a program does. Paths are below {@code /api/v1} or absolute. */
public final class ApiCaller {

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String baseUrl;
  private final @Nullable String key;

  public ApiCaller(String baseUrl, @Nullable String key) {
    this.baseUrl = baseUrl;
    this.key = key;
  }

  /**
   * What the hub answered.
   *
   * @param json the body, a missing node if there was none
   */
  public record Answer(int status, JsonNode json, HttpResponse<String> raw) {

    public String header(String name) {
      return raw.headers().firstValue(name).orElse("");
    }

    /** The text at a path like {@code health.status} or {@code items.0.id}. */
    public String text(String path) {
      return json.at("/" + path.replace('.', '/')).asText();
    }

    public long id() {
      return json.path("id").asLong();
    }
  }

  public Answer get(String path, String... headers) {
    return call("GET", path, null, headers);
  }

  public Answer post(String path, String body, String... headers) {
    return call("POST", path, body, headers);
  }

  public Answer put(String path, String body, String... headers) {
    return call("PUT", path, body, headers);
  }

  public Answer patch(String path, String body, String... headers) {
    return call("PATCH", path, body, headers);
  }

  public Answer delete(String path, String... headers) {
    return call("DELETE", path, null, headers);
  }

  public Answer call(String method, String path, @Nullable String body, String... headers) {
    return later(method, path, body, headers).join();
  }

  /** Sends at once and does not wait. */
  public CompletableFuture<Answer> later(
      String method, String path, @Nullable String body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri(path))
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    if (key != null) {
      request.setHeader("Authorization", "Bearer " + key);
    }
    if (body != null) {
      request.setHeader("Content-Type", "application/json");
    }
    for (int i = 0; i < headers.length; i += 2) {
      request.setHeader(headers[i], headers[i + 1]);
    }
    return HTTP.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString())
        .thenApply(ApiCaller::answer);
  }

  public URI uri(String path) {
    String below = path.startsWith("/") ? path : "/api/v1/" + path;
    return URI.create(baseUrl + below);
  }

  private static Answer answer(HttpResponse<String> response) {
    try {
      boolean isDownload =
          response.headers().firstValue("Content-Type").orElse("").contains("octet-stream");
      return new Answer(
          response.statusCode(), JSON.readTree(isDownload ? "" : response.body()), response);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
