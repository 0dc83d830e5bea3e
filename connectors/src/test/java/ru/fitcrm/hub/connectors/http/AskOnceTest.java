package ru.fitcrm.hub.connectors.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AskOnceTest {

  private final AtomicInteger asked = new AtomicInteger();
  private final CountDownLatch end = new CountDownLatch(1);
  private final AskOnce web = waiting(Duration.ofSeconds(10));
  private final ServerSocket server;

  AskOnceTest() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void close() throws IOException {
    end.countDown();
    server.close();
    web.close();
  }

  private interface Behaviour {
    void answer(Socket socket) throws IOException, InterruptedException;
  }

  private void behave(Behaviour behaviour) {
    Thread.ofVirtual()
        .start(
            () -> {
              while (!server.isClosed()) {
                try (Socket socket = server.accept()) {
                  readHead(socket);
                  asked.incrementAndGet();
                  behaviour.answer(socket);
                } catch (IOException e) {
                  return;
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                  return;
                }
              }
            });
  }

  private static void readHead(Socket socket) {
    try {
      StringBuilder head = new StringBuilder();
      while (head.indexOf("\r\n\r\n") < 0) {
        int one = socket.getInputStream().read();
        if (one < 0) {
          return;
        }
        head.append((char) one);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String head(String... lines) {
    return String.join("\r\n", lines) + "\r\n\r\n";
  }

  private static void say(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    socket.getOutputStream().flush();
  }

  private static AskOnce waiting(Duration patience) {
    return new AskOnce(new AskOnce.Limits(patience, 1_000, null));
  }

  private Heard ask(String method) {
    return ask(web, method);
  }

  private Heard ask(AskOnce web, String method) {
    return web.ask(
        new WebQuestion(
            method,
            "http://127.0.0.1:" + server.getLocalPort() + "/send",
            java.util.Map.of(),
            method.equals("GET") ? null : new byte[] {'a'}));
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "POST"})
  void aQuestionWhoseAnswerIsLostIsNotAskedAgain(String method) {
    behave(Socket::close);
    assertThat(ask(method)).isInstanceOf(Heard.Lost.class);
    assertThat(ask(method)).isInstanceOf(Heard.Lost.class);
    assertThat(asked).hasValue(2);
  }

  @Test
  void aBusyServerIsNotAskedAgainBehindOurBack() {
    behave(socket -> say(socket, head("HTTP/1.1 503 Busy", "Retry-After: 1", "Content-Length: 0")));
    assertThat(ask("GET"))
        .isInstanceOfSatisfying(
            Heard.Answered.class,
            answered -> {
              assertThat(answered.status()).isEqualTo(503);
              assertThat(answered.header("retry-after")).isEqualTo("1");
            });
    assertThat(asked).hasValue(1);
  }

  @Test
  void aRedirectIsAnAnswerAndNotFollowed() {
    behave(
        socket ->
            say(socket, head("HTTP/1.1 302 Found", "Location: /elsewhere", "Content-Length: 0")));
    assertThat(ask("GET"))
        .isInstanceOfSatisfying(
            Heard.Answered.class, answered -> assertThat(answered.status()).isEqualTo(302));
    assertThat(asked).hasValue(1);
  }

  @Test
  void whoIsNotThereWasNotSentAnything() throws IOException {
    server.close();
    assertThat(ask("POST"))
        .isInstanceOfSatisfying(
            Heard.NotSent.class, not -> assertThat(not.code()).isEqualTo("unreachable"));
  }

  @Test
  void anAnswerThatDripsForEverIsGivenUpInTime() {
    behave(
        socket -> {
          say(socket, "HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n");
          while (!end.await(100, java.util.concurrent.TimeUnit.MILLISECONDS)) {
            say(socket, "a");
          }
        });
    try (AskOnce hasty = waiting(Duration.ofMillis(1_500))) {
      assertThat(ask(hasty, "POST"))
          .isInstanceOfSatisfying(
              Heard.Lost.class, lost -> assertThat(lost.code()).isEqualTo("timeout"));
    }
  }

  @Test
  void anAnswerCutInTheMiddleIsLost() {
    behave(socket -> say(socket, "HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\nhalf"));
    assertThat(ask("POST"))
        .isInstanceOfSatisfying(
            Heard.Lost.class, lost -> assertThat(lost.code()).isEqualTo("connection-cut"));
  }

  @Test
  void anAnswerTooLargeIsLost() {
    behave(
        socket ->
            say(socket, "HTTP/1.1 200 OK\r\nContent-Length: 1500\r\n\r\n" + "a".repeat(1_500)));
    assertThat(ask("POST"))
        .isInstanceOfSatisfying(
            Heard.Lost.class, lost -> assertThat(lost.code()).isEqualTo("answer-too-large"));
  }
}
