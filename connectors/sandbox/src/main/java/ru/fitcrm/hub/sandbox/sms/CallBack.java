package ru.fitcrm.hub.sandbox.sms;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the gateway's customer something after a pause, again and again until it is taken. */
final class CallBack implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(CallBack.class);
  private static final int TIMES = 20;

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private final ScheduledExecutorService later =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("sandbox-sms-callback").factory());

  void post(String url, String contentType, String body, Duration pause, Predicate<String> taken) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url))
            .timeout(Duration.ofSeconds(10))
            .header("Content-Type", contentType)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    send(request, pause, taken, TIMES);
  }

  void get(String url, Duration pause) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(10)).build();
    send(request, pause, body -> true, TIMES);
  }

  private void send(HttpRequest request, Duration pause, Predicate<String> taken, int times) {
    try {
      Future<?> unused =
          later.schedule(
              () -> sendNow(request, pause, taken, times), pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException closing) {
      log.debug("The sandbox ends, a callback is not told");
    }
  }

  private void sendNow(HttpRequest request, Duration pause, Predicate<String> taken, int times) {
    try {
      var answer = http.send(request, BodyHandlers.ofString());
      if (answer.statusCode() / 100 == 2 && taken.test(answer.body())) {
        return;
      }
    } catch (IOException e) {
      log.debug("The customer of the sandbox cannot be told yet: {}", e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    if (times > 1) {
      send(request, pause.plusMillis(500), taken, times - 1);
    }
  }

  @Override
  public void close() {
    later.shutdownNow();
    http.close();
  }
}
