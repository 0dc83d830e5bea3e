package ru.fitcrm.hub.config.message.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import ru.fitcrm.hub.config.testing.ApiCaller;
import ru.fitcrm.hub.config.testing.ApiCaller.Answer;

/**
 * A program that wants messages sent by the API and knows how: it repeats a request without an
 * answer under the same Idempotency-Key until it has one.
 */
final class PutMessages implements AutoCloseable {

  private static final int AT_ONCE = 6;
  private static final int READERS_OF_LETTERS = 40;

  private final Supplier<ApiCaller> hub;
  private final List<Peer> peers;
  private final int total;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicInteger put = new AtomicInteger();
  private final CountDownLatch end = new CountDownLatch(1);
  private final long[] readers = new long[READERS_OF_LETTERS];

  /**
   * @param hub the one that runs now, whose port is another after every start
   */
  PutMessages(Supplier<ApiCaller> hub, List<Peer> peers, int total) {
    this.hub = hub;
    this.peers = peers;
    this.total = total;
  }

  /** Makes the clubs, their connections and the people letters go to. */
  void furnish() {
    for (Peer peer : peers) {
      String club = "clubs/" + peer.name();
      made("clubs", "{\"name\": \"%1$s\", \"slug\": \"%1$s\"}".formatted(peer.name()));
      Answer never =
          hub.get()
              .put(
                  club + "/message-hours", "{\"quietFrom\": \"12:00\", \"quietUntil\": \"12:00\"}");
      assertThat(never.status()).isEqualTo(200);
      made(club + "/connections", peer.connection());
      for (int i = 0; peer.channel().equals("EMAIL") && i < READERS_OF_LETTERS; i++) {
        readers[i] = made(club + "/clients", "{\"name\": \"Анна\"}").path("id").asLong();
        String address = "{\"email\": \"anna%d@example.ru\"}".formatted(i);
        assertThat(hub.get().patch(club + "/clients/" + readers[i], address).status())
            .isEqualTo(200);
      }
    }
  }

  private JsonNode made(String path, String body) {
    Answer answer = hub.get().post(path, body);
    assertThat(answer.status()).as(path + ": " + answer.json()).isEqualTo(201);
    return answer.json();
  }

  void start() {
    for (int i = 0; i < AT_ONCE; i++) {
      threads.execute(this::work);
    }
  }

  private void work() {
    for (int number = next.getAndIncrement(); number < total; number = next.getAndIncrement()) {
      try {
        while (!isPut(number)) {
          if (end.await(300, TimeUnit.MILLISECONDS)) {
            return;
          }
        }
      } catch (InterruptedException e) {
        return;
      }
      put.incrementAndGet();
    }
  }

  private boolean isPut(int number) {
    Peer peer = peers.get(number % peers.size());
    String to =
        peer.channel().equals("EMAIL")
            ? "\"clientId\": " + readers[number / peers.size() % READERS_OF_LETTERS]
            : "\"phone\": \"+7916%07d\"".formatted(number);
    String body =
        "{%s, \"channel\": \"%s\", \"text\": \"Ждём вас %s\"}"
            .formatted(to, peer.channel(), Taken.mark(number));
    try {
      Answer answer =
          hub.get()
              .post(
                  "clubs/" + peer.name() + "/messages",
                  body,
                  "Idempotency-Key",
                  Taken.mark(number));
      assertThat(answer.status()).as(answer.json().toString()).isNotEqualTo(422);
      return answer.status() == 201;
    } catch (CompletionException nobodyThere) {
      return false;
    }
  }

  /** How many were answered with 201. */
  int put() {
    return put.get();
  }

  @Override
  public void close() {
    end.countDown();
    threads.shutdownNow();
  }
}
