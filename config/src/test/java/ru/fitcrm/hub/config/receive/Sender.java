package ru.fitcrm.hub.config.receive;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import ru.fitcrm.hub.config.testing.HubUnderTest;

/** Posts as sites, networks and gateways do. */
final class Sender {

  static final String FORM = "application/x-www-form-urlencoded";
  static final String JSON = "application/json";

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final String inUrl;

  Sender(String inUrl) {
    this.inUrl = inUrl;
  }

  HttpResponse<String> post(String type, String body, String... headers) {
    return later(type, body, headers).join();
  }

  /** So many at the same instant. */
  List<HttpResponse<String>> atOnce(int times, String type, String body, String... headers) {
    List<CompletableFuture<HttpResponse<String>>> all = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      all.add(later(type, body, headers));
    }
    return all.stream().map(CompletableFuture::join).toList();
  }

  HttpResponse<String> call(String method) {
    return HTTP.sendAsync(
            HttpRequest.newBuilder(uri(""))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build(),
            HttpResponse.BodyHandlers.ofString())
        .join();
  }

  /** As careless programs do, whatever stands in the query. The whole answer, with its headers. */
  String get(String query) throws IOException {
    URI hub = uri("");
    try (Socket socket = new Socket(hub.getHost(), hub.getPort())) {
      socket
          .getOutputStream()
          .write(
              "GET %s?%s HTTP/1.0\r\n\r\n"
                  .formatted(inUrl, query)
                  .getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  HttpResponse<String> post(String type, byte[] body, String... headers) {
    return later(type, HttpRequest.BodyPublishers.ofByteArray(body), headers).join();
  }

  private CompletableFuture<HttpResponse<String>> later(
      String type, String body, String... headers) {
    return later(type, HttpRequest.BodyPublishers.ofString(body), headers);
  }

  private CompletableFuture<HttpResponse<String>> later(
      String type, HttpRequest.BodyPublisher body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri("")).header("Content-Type", type).POST(body);
    for (int i = 0; i < headers.length; i += 2) {
      request.setHeader(headers[i], headers[i + 1]);
    }
    return HTTP.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private URI uri(String more) {
    return URI.create(HubUnderTest.shared().baseUrl() + inUrl + more);
  }

  static String form(String... fields) {
    StringBuilder form = new StringBuilder();
    for (int i = 0; i < fields.length; i += 2) {
      form.append(form.isEmpty() ? "" : "&")
          .append(URLEncoder.encode(fields[i], StandardCharsets.UTF_8))
          .append('=')
          .append(URLEncoder.encode(fields[i + 1], StandardCharsets.UTF_8));
    }
    return form.toString();
  }
}
