package ru.fitcrm.hub.connectors.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import ru.fitcrm.hub.sandbox.recording.SandboxRecordings;

/** Fetching from servers that are as they should be, and from all others. */
class FetchRecordingTest {

  private static final long MOST = 100_000;
  private static final Duration LONG = Duration.ofSeconds(10);

  private final FetchRecording fetch = waiting(LONG, LONG);
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private HttpServer server;
  private HttpHandler answer = FetchRecordingTest::sound;

  @BeforeEach
  void open() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext(
        "/",
        exchange -> {
          asked.add(exchange.getRequestURI().toString());
          answer.handle(exchange);
        });
    server.start();
  }

  @AfterEach
  void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  @Test
  void aRecordingIsFetchedWholeAndInParts() throws Exception {
    try (SandboxRecordings pbx = SandboxRecordings.start("hub", "s:e c@ret")) {
      // A login with such letters is written encoded in an address.
      String url = pbx.url().replace("s:e c@ret", "s:e%20c%40ret");
      RecordingPlace place = RecordingPlace.read(url).orElseThrow();
      FetchRecording patient = new FetchRecording();
      String name = "/var/spool/asterisk/monitor/2026/11/22/in-+79161234567-1.wav";
      byte[] whole = bytes(patient.fetch(place, name, null));
      assertThat(new String(whole, 0, 4, StandardCharsets.US_ASCII)).isEqualTo("RIFF");
      try (Fetched part = patient.fetch(place, name, "bytes=100-199")) {
        assertThat(part).isInstanceOf(Fetched.Sound.class);
        Fetched.Sound sound = (Fetched.Sound) part;
        assertThat(sound.contentType()).isEqualTo("audio/wav");
        assertThat(sound.contentRange()).isEqualTo("bytes 100-199/" + whole.length);
        assertThat(sound.length()).isEqualTo(100);
        assertThat(sound.body().readAllBytes())
            .isEqualTo(java.util.Arrays.copyOfRange(whole, 100, 200));
      }
      assertThat(patient.fetch(place, name, "bytes=99999999-"))
          .isEqualTo(new Fetched.NoSuchPart("bytes */" + whole.length));
      assertThat(pbx.asked().getFirst()).isEqualTo("/monitor/2026/11/22/in-%2B79161234567-1.wav");
    }
  }

  @ParameterizedTest
  @MethodSource("ru.fitcrm.hub.connectors.recording.RecordingNameTest#hostile")
  void aHostileNameNeverReachesTheServer(String told) throws Exception {
    assertThat(fetch(told)).isInstanceOf(Fetched.Absent.class);
    assertThat(asked).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bytes=0-1,5-6",
        "bytes=",
        "items=0-1",
        "bytes=a-b",
        "bytes=5-\r\nX: y",
        "bytes=--1"
      })
  void aRangeOfAnotherKindIsNotPassedOn(String range) throws Exception {
    CopyOnWriteArrayList<String> ranges = new CopyOnWriteArrayList<>();
    answer =
        exchange -> {
          ranges.add(String.valueOf(exchange.getRequestHeaders().getFirst("Range")));
          sound(exchange);
        };
    bytes(fetch.fetch(place("/"), "a.wav", range));
    assertThat(ranges).containsExactly("null");
  }

  @ParameterizedTest
  @CsvSource({
    "301, redirected",
    "302, redirected",
    "307, redirected",
    "308, redirected",
    "401, refused",
    "403, refused",
    "500, status-500",
    "204, status-204",
    "206, status-206"
  })
  void anAnswerThatIsNoRecordingIsNotPassedOn(int status, String code) throws Exception {
    answer =
        exchange -> {
          exchange.getResponseHeaders().set("Location", "/elsewhere.wav");
          exchange.getResponseHeaders().set("Content-Type", "audio/wav");
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        };
    assertThat(fetch("a.wav")).isEqualTo(new Fetched.Failed(code));
    assertThat(asked).containsExactly("/a.wav");
  }

  @Test
  void aMissingFileIsAbsent() throws Exception {
    answer =
        exchange -> {
          exchange.sendResponseHeaders(404, -1);
          exchange.close();
        };
    assertThat(fetch("a.wav")).isInstanceOf(Fetched.Absent.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/html",
        "text/html; charset=utf-8",
        "image/svg+xml",
        "application/json",
        "audiox/y"
      })
  void aPageIsNoRecordingWhateverItsName(String type) throws Exception {
    answer = exchange -> send(exchange, type, "<script>alert(1)</script>");
    assertThat(fetch("a.wav")).isEqualTo(new Fetched.Failed("not-audio"));
  }

  @ParameterizedTest
  @CsvSource({
    "audio/x-wav, a.wav, audio/wav",
    "application/octet-stream, a.mp3, audio/mpeg",
    "AUDIO/MPEG, a.mp3, audio/mpeg",
    "audio/html, a.ogg, audio/ogg",
    ", a.wav, audio/wav"
  })
  void theKindOfSoundIsTheNamesNotTheServers(@Nullable String told, String name, String type)
      throws Exception {
    answer = exchange -> send(exchange, told, "sound");
    try (Fetched fetched = fetch(name)) {
      assertThat(fetched).isInstanceOf(Fetched.Sound.class);
      assertThat(((Fetched.Sound) fetched).contentType()).isEqualTo(type);
    }
  }

  @Test
  void aRecordingThatSaysItIsTooLargeIsNotBegun() throws Exception {
    answer =
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", "audio/wav");
          exchange.sendResponseHeaders(200, MOST + 1);
          exchange.getResponseBody().write(new byte[10]);
          exchange.getResponseBody().flush();
          exchange.close();
        };
    assertThat(fetch("a.wav")).isEqualTo(new Fetched.Failed("too-large"));
  }

  @Test
  void aRecordingThatNeverEndsIsCutOff() throws Exception {
    answer =
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", "audio/wav");
          exchange.sendResponseHeaders(200, 0);
          byte[] piece = new byte[8192];
          while (!Thread.currentThread().isInterrupted()) {
            exchange.getResponseBody().write(piece);
          }
        };
    try (Fetched fetched = fetch("a.wav");
        InputStream body = ((Fetched.Sound) fetched).body()) {
      assertThatThrownBy(body::readAllBytes).hasMessageContaining("larger");
    }
  }

  @Test
  void aServerThatFallsSilentInTheMiddleIsGivenUp() throws Exception {
    CountDownLatch forever = new CountDownLatch(1);
    answer =
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", "audio/wav");
          exchange.sendResponseHeaders(200, 1000);
          exchange.getResponseBody().write(new byte[10]);
          exchange.getResponseBody().flush();
          waitFor(forever);
        };
    FetchRecording hasty = waiting(LONG, Duration.ofMillis(300));
    try (Fetched fetched = hasty.fetch(place("/"), "a.wav", null);
        InputStream body = ((Fetched.Sound) fetched).body()) {
      assertThatThrownBy(body::readAllBytes).hasMessageContaining("silent");
    } finally {
      forever.countDown();
    }
  }

  @Test
  void aServerThatBreaksOffIsAnErrorNotAnEnd() throws Exception {
    answer =
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", "audio/wav");
          exchange.sendResponseHeaders(200, 1000);
          exchange.getResponseBody().write(new byte[10]);
          exchange.getResponseBody().flush();
          exchange.close();
        };
    try (Fetched fetched = fetch("a.wav");
        InputStream body = ((Fetched.Sound) fetched).body()) {
      assertThatThrownBy(body::readAllBytes).isInstanceOf(IOException.class);
    }
  }

  @Test
  void aServerThatIsNotThereOrNeverAnswersIsUnreachable() throws Exception {
    int nobody = server.getAddress().getPort();
    try (ServerSocket deaf = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      RecordingPlace mute =
          RecordingPlace.read("http://127.0.0.1:" + deaf.getLocalPort()).orElseThrow();
      assertThat(waiting(Duration.ofSeconds(1), LONG).fetch(mute, "a.wav", null))
          .isEqualTo(new Fetched.Failed("unreachable"));
    }
    server.stop(0);
    RecordingPlace gone = RecordingPlace.read("http://127.0.0.1:" + nobody).orElseThrow();
    assertThat(fetch.fetch(gone, "a.wav", null)).isEqualTo(new Fetched.Failed("unreachable"));
  }

  private static FetchRecording waiting(Duration answer, Duration silence) {
    return new FetchRecording(new FetchRecording.Limits(LONG, answer, silence, MOST));
  }

  private Fetched fetch(String told) throws InterruptedException {
    return fetch.fetch(place("/"), told, null);
  }

  private RecordingPlace place(String folder) {
    return RecordingPlace.read("http://127.0.0.1:" + server.getAddress().getPort() + folder)
        .orElseThrow();
  }

  private static byte[] bytes(Fetched fetched) throws IOException {
    try (fetched) {
      assertThat(fetched).isInstanceOf(Fetched.Sound.class);
      return ((Fetched.Sound) fetched).body().readAllBytes();
    }
  }

  private static void sound(HttpExchange exchange) throws IOException {
    send(exchange, "audio/wav", "sound");
  }

  private static void send(HttpExchange exchange, @Nullable String type, String text)
      throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    if (type != null) {
      exchange.getResponseHeaders().set("Content-Type", type);
    }
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private static void waitFor(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
