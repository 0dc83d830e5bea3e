package ru.fitcrm.hub.connectors.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ru.fitcrm.hub.core.outbox.Outcome;
import ru.fitcrm.hub.core.outbox.Sent;

/** Traps of Standard Webhooks and of what others paid for, each on a real socket. */
class PostWebhookTest {

  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final String OTHER = "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
  private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
  private static final byte[] BODY = "{\"type\":\"task.created\"}".getBytes(StandardCharsets.UTF_8);

  private final List<Map<String, List<String>>> heard = new CopyOnWriteArrayList<>();
  private final PostWebhook post =
      new PostWebhook(
          new AllowedAddresses(List.of("127.0.0.0/8")), Clock.fixed(NOW, ZoneOffset.UTC));
  private HttpServer receiver = serve();

  private static HttpServer serve() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      return server;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @BeforeEach
  void start() {
    receiver.start();
  }

  @AfterEach
  void stop() {
    post.close();
    receiver.stop(0);
  }

  @Test
  void itIsSignedForThisAttemptUnderItsOwnId() {
    answer(200, "fine", Map.of());

    Sent sent = send(List.of(SECRET));

    assertThat(sent.outcome()).isEqualTo(new Outcome.Delivered());
    Map<String, List<String>> headers = heard.getFirst();
    assertThat(headers.get("Webhook-id")).containsExactly("evt_7");
    assertThat(headers.get("Webhook-timestamp"))
        .containsExactly(Long.toString(NOW.getEpochSecond()));
    assertThat(headers.get("Webhook-signature"))
        .containsExactly(WebhookSecret.sign(SECRET, "evt_7", NOW.getEpochSecond(), BODY));
    assertThat(headers.get("Content-type")).containsExactly("application/json");
  }

  @Test
  void whileASecretIsReplacedBothSign() {
    answer(200, "", Map.of());

    send(List.of(OTHER, SECRET));

    assertThat(heard.getFirst().get("Webhook-signature"))
        .containsExactly(
            WebhookSecret.sign(OTHER, "evt_7", NOW.getEpochSecond(), BODY)
                + " "
                + WebhookSecret.sign(SECRET, "evt_7", NOW.getEpochSecond(), BODY));
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 201, 202, 204})
  void any2xxIsSuccess(int status) {
    answer(status, "", Map.of());
    assertThat(send().outcome()).isEqualTo(new Outcome.Delivered());
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void aRedirectIsRefusedAndSaidPlainly(int status) {
    answer(status, "", Map.of("Location", url("/elsewhere")));

    assertThat(send().outcome())
        .isInstanceOfSatisfying(
            Outcome.RetryAt.class,
            again -> {
              assertThat(again.code()).isEqualTo("redirect");
              assertThat(again.reason()).contains("follow none");
            });
    assertThat(heard).hasSize(1);
  }

  @Test
  void aReceiverThatIsGoneWantsNoMore() {
    answer(410, "", Map.of());
    assertThat(send().outcome())
        .isInstanceOfSatisfying(
            Outcome.Rejected.class, no -> assertThat(no.code()).isEqualTo("gone"));
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 404, 500, 501})
  void everyOtherStatusIsTriedAgainByTheTable(int status) {
    answer(status, "", Map.of());
    assertThat(send().outcome())
        .isInstanceOfSatisfying(
            Outcome.RetryAt.class, again -> assertThat(again.code()).isEqualTo("http-" + status));
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 502, 503, 504})
  void anOverloadedReceiverIsLeftAloneAsLongAsItAsks(int status) {
    answer(status, "", Map.of("Retry-After", "90"));
    assertThat(send().outcome())
        .isInstanceOfSatisfying(
            Outcome.Overloaded.class,
            busy -> assertThat(busy.when()).isEqualTo(NOW.plusSeconds(90)));
  }

  @Test
  void retryAfterMayBeADate() {
    String date =
        DateTimeFormatter.RFC_1123_DATE_TIME.format(NOW.plusSeconds(600).atZone(ZoneOffset.UTC));
    answer(503, "", Map.of("Retry-After", date));
    assertThat(send().outcome())
        .isInstanceOfSatisfying(
            Outcome.Overloaded.class,
            busy -> assertThat(busy.when()).isEqualTo(NOW.plusSeconds(600)));
  }

  @Test
  void retryAfterIsCappedAndNonsenseIsLeftToTheTable() {
    ReadRetryAfter read = new ReadRetryAfter(Clock.fixed(NOW, ZoneOffset.UTC));
    assertThat(read.read("99999999")).isEqualTo(NOW.plus(ReadRetryAfter.MOST));
    assertThat(read.read("soon")).isNull();
    assertThat(read.read("-5")).isNull();
    assertThat(read.read("Sun, 06 Nov 1994 08:49:37 GMT")).isNull();
    assertThat(read.read(null)).isNull();
  }

  @Test
  void aReceiverThatHangsCostsItsPatienceAndNoMore() throws InterruptedException {
    CountDownLatch never = new CountDownLatch(1);
    receiver.createContext("/", exchange -> await(never));

    long began = System.nanoTime();
    Sent sent = send(Duration.ofSeconds(1));

    assertThat(sent.outcome())
        .isInstanceOfSatisfying(
            Outcome.Overloaded.class, busy -> assertThat(busy.code()).isEqualTo("timeout"));
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
    never.countDown();
  }

  @Test
  void anAnswerWithoutEndIsReadTo4KbAndItsStatusCounts() {
    receiver.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          try (OutputStream out = exchange.getResponseBody()) {
            byte[] piece = "x".repeat(1000).getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 100_000; i++) {
              out.write(piece);
            }
          }
        });

    Sent sent = send();

    assertThat(sent.outcome()).isEqualTo(new Outcome.Delivered());
    assertThat(Objects.requireNonNull(sent.exchange()).at("/response/body").asText()).hasSize(4096);
  }

  @Test
  void anAnswerThatBreaksOffAfterItsStatusIsWhatItsStatusSays() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread cutter = Thread.ofVirtual().start(() -> cutOff(socket));
      assertThat(
              send("http://127.0.0.1:" + socket.getLocalPort() + "/", Duration.ofSeconds(5))
                  .outcome())
          .isEqualTo(new Outcome.Delivered());
      cutter.join();
    }
  }

  private static void cutOff(ServerSocket socket) {
    try (Socket one = socket.accept()) {
      int unused = one.getInputStream().read(new byte[4096]);
      one.getOutputStream()
          .write(
              "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nab"
                  .getBytes(StandardCharsets.US_ASCII));
    } catch (IOException closed) {
      // The test is over.
    }
  }

  @Test
  void anAnswerThatTricklesIsWhatItsStatusSays() {
    CountDownLatch never = new CountDownLatch(1);
    receiver.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write('x');
          exchange.getResponseBody().flush();
          await(never);
        });

    // It takes all of its time; the head has to come within it.
    assertThat(send(Duration.ofSeconds(5)).outcome()).isEqualTo(new Outcome.Delivered());
    never.countDown();
  }

  @Test
  void anAddressInRussianLettersIsDialledAsItIsMeant() {
    List<String> paths = new CopyOnWriteArrayList<>();
    receiver.createContext(
        "/",
        exchange -> {
          paths.add(exchange.getRequestURI().toString());
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });

    send(url("/путь?q=й&x=%D0%B9"), Duration.ofSeconds(5));

    assertThat(paths).containsExactly("/%D0%BF%D1%83%D1%82%D1%8C?q=%D0%B9&x=%D0%B9");
    assertThat(TargetAddress.of("https://фитнес.рф:8443/hub"))
        .hasToString("https://xn--e1afprck.xn--p1ai:8443/hub");
  }

  @Test
  void theLogHasRequestAndAnswerWithoutSecrets() {
    answer(500, "database is down", Map.of("Set-Cookie", "session=hidden", "X-Trace", "t-1"));

    JsonNode exchange = Objects.requireNonNull(send().exchange());

    assertThat(exchange.at("/request/url").asText()).isEqualTo(url("/hook"));
    assertThat(exchange.at("/request/headers/webhook-id").asText()).isEqualTo("evt_7");
    assertThat(exchange.at("/response/status").asInt()).isEqualTo(500);
    assertThat(exchange.at("/response/body").asText()).isEqualTo("database is down");
    assertThat(exchange.toString())
        .contains("t-1")
        .doesNotContain("hidden")
        .doesNotContain(SECRET)
        .doesNotContain(SECRET.substring("whsec_".length()));
  }

  @Test
  void nobodyListeningCostsNoAttempt() throws IOException {
    int free;
    try (ServerSocket socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }
    assertThat(send("http://127.0.0.1:" + free + "/", Duration.ofSeconds(5)).outcome())
        .isInstanceOf(Outcome.ConnectionDown.class);
  }

  @Test
  void aConnectionCutBeforeAnyAnswerIsTriedAgain() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread cutter =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try (Socket one = socket.accept()) {
                      int unused = one.getInputStream().read(new byte[64]);
                    } catch (IOException closed) {
                      // The test is over.
                    }
                  });
      assertThat(
              send("http://127.0.0.1:" + socket.getLocalPort() + "/", Duration.ofSeconds(5))
                  .outcome())
          .isInstanceOfSatisfying(
              Outcome.RetryAt.class, again -> assertThat(again.code()).isEqualTo("connection-cut"));
      cutter.join();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "localhost", "[::ffff:127.0.0.1]"})
  void anInnerAddressIsNotDialledWhateverItsName(String host) {
    answer(200, "", Map.of());
    try (PostWebhook strict = new PostWebhook(new AllowedAddresses(List.of()), Clock.systemUTC())) {
      Sent sent =
          strict.post(
              letter(
                  "http://" + host + ":" + receiver.getAddress().getPort() + "/",
                  List.of(SECRET),
                  Duration.ofSeconds(5)));

      assertThat(sent.outcome())
          .isInstanceOfSatisfying(
              Outcome.ConnectionDown.class,
              down -> {
                assertThat(down.code()).isEqualTo("target-refused");
                assertThat(down.reason()).contains("HUB_ALLOW_TARGETS");
              });
      assertThat(heard).isEmpty();
    }
  }

  private void answer(int status, String body, Map<String, String> headers) {
    receiver.createContext(
        "/",
        exchange -> {
          heard.add(Map.copyOf(exchange.getRequestHeaders()));
          byte[] unused = exchange.getRequestBody().readAllBytes();
          headers.forEach(exchange.getResponseHeaders()::set);
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
          write(exchange, bytes);
          exchange.close();
        });
  }

  private static void write(HttpExchange exchange, byte[] bytes) throws IOException {
    if (bytes.length > 0) {
      exchange.getResponseBody().write(bytes);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      boolean unused = latch.await(1, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private String url(String path) {
    return "http://127.0.0.1:" + receiver.getAddress().getPort() + path;
  }

  private Sent send() {
    return send(List.of(SECRET));
  }

  private Sent send(List<String> secrets) {
    return post.post(letter(url("/hook"), secrets, Duration.ofSeconds(10)));
  }

  private Sent send(Duration patience) {
    return send(url("/hook"), patience);
  }

  private Sent send(String url, Duration patience) {
    return post.post(letter(url, List.of(SECRET), patience));
  }

  private static Letter letter(String url, List<String> secrets, Duration patience) {
    return new Letter(url, "evt_7", BODY, secrets, patience);
  }
}
