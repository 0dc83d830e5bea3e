package ru.fitcrm.hub.config.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.config.testing.HubUnderTest;
import ru.fitcrm.hub.config.testing.SseReader;
import ru.fitcrm.hub.config.testing.TestCalls;
import ru.fitcrm.hub.config.testing.TestClub;
import ru.fitcrm.hub.core.call.CallTold;
import ru.fitcrm.hub.core.club.ClubGate;

class CallStreamTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration SOON = Duration.ofSeconds(10);

  private final TestClub club = TestClub.make();
  private final HubUnderTest hub = club.hub();
  private final TestCalls calls = TestCalls.in(hub, club.clubId(), club.slug(), null);

  @Test
  void aCallIsToldWithEverybodyWhoHasItsNumber() {
    club.admin().post(club.path("clients"), "{\"name\": \"Мать\", \"phones\": [\"+79161110001\"]}");
    // An open lead's number would lead to her; a client shares hers with her family.
    hub.get(ClubGate.class)
        .runInClub(
            club.clubId(),
            () -> hub.get(JdbcClient.class).sql("update client set kind = 'CLIENT'").update());
    club.admin().post(club.path("clients"), "{\"name\": \"Дочь\", \"phones\": [\"+79161110001\"]}");
    try (SseReader stream = open(null)) {
      Instant now = Instant.now();
      calls.tell(CallTold.ringing("a.1", "89161110001", now));
      SseReader.Event ringing = stream.next(SOON);
      assertThat(ringing.name()).isEqualTo("call.ringing");
      JsonNode told = json(ringing);
      assertThat(told.path("event").asText()).isEqualTo("call.ringing");
      assertThat(told.path("phone").asText()).isEqualTo("+79161110001");
      assertThat(told.path("clients").findValuesAsText("name"))
          .containsExactlyInAnyOrder("Мать", "Дочь");
      assertThat(told.path("client").asText()).isIn("Мать", "Дочь");

      calls.tell(CallTold.answered("a.1", "89161110001", now));
      calls.tell(CallTold.talked("a.1", "89161110001", now));
      assertThat(stream.next(SOON).name()).isEqualTo("call.answered");
      assertThat(stream.next(SOON).name()).isEqualTo("call.ended");
    }
  }

  @Test
  void anotherClubsCallsAreNotHeard() {
    TestClub other = TestClub.make();
    try (SseReader theirs =
            SseReader.open(hub.admin().uri(other.path("calls/stream")), key(), null);
        SseReader ours = open(null)) {
      calls.tell(CallTold.ringing("b.1", "89161110002", Instant.now()));
      assertThat(ours.next(SOON).name()).isEqualTo("call.ringing");
      assertThat(theirs.nothingWaits()).isTrue();
    }
  }

  @Test
  void aStreamThatBrokeOffGoesOnWhereItWasWithoutLossOrRepetition() {
    String last;
    Instant now = Instant.now();
    try (SseReader first = open(null)) {
      calls.tell(CallTold.ringing("c.0", "89161110100", now));
      last = first.next(SOON).id();
    }
    IntStream.range(1, 30)
        .parallel()
        .forEach(i -> calls.tell(CallTold.ringing("c." + i, number(i), now)));
    try (SseReader second = open(last)) {
      IntStream.range(30, 60)
          .parallel()
          .forEach(i -> calls.tell(CallTold.ringing("c." + i, number(i), now)));
      List<String> phones =
          IntStream.range(1, 60)
              .mapToObj(i -> json(second.next(SOON)).path("phone").asText())
              .toList();
      assertThat(phones).doesNotHaveDuplicates().hasSize(59).doesNotContain("+79161110100");
      assertThat(second.nothingWaits()).isTrue();
    }
  }

  @Test
  void callsAreListedByTimeResultAndPhone() {
    Instant now = Instant.now();
    calls.tell(CallTold.missed("e.1", "89161110004", now.minusSeconds(60)));
    calls.tell(CallTold.talked("e.2", "89161110005", now.minusSeconds(30)));
    var all = club.admin().get(club.path("calls"));
    assertThat(all.json().findValuesAsText("linkedId")).containsExactly("e.2", "e.1");
    assertThat(all.text("items.1.missedBecause")).isEqualTo("NO_ANSWER");
    assertThat(club.admin().get(club.path("calls?result=MISSED")).json().path("items")).hasSize(1);
    assertThat(club.admin().get(club.path("calls?phone=8(916)111-00-05")).text("items.0.linkedId"))
        .isEqualTo("e.2");
    assertThat(club.admin().get(club.path("calls?from=2099-01-01")).json().path("items")).isEmpty();
    assertThat(club.admin().get(club.path("calls/" + all.text("items.0.id"))).text("startedAt"))
        .endsWith("Z");
    assertThat(
            club.admin().get(club.path("trace?phone=89161110004")).json().findValuesAsText("kind"))
        .contains("call", "client", "task", "event");
  }

  private SseReader open(@org.jspecify.annotations.Nullable String lastEventId) {
    SseReader reader =
        SseReader.open(hub.admin().uri(club.path("calls/stream")), key(), lastEventId);
    await().atMost(SOON).until(reader::connected);
    return reader;
  }

  private static String key() {
    return HubUnderTest.ADMIN_KEY;
  }

  private static String number(int i) {
    return "8916111%04d".formatted(100 + i);
  }

  private static JsonNode json(SseReader.Event event) {
    try {
      return JSON.readTree(event.data());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
