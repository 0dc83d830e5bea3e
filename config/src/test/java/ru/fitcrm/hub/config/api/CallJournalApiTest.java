package ru.fitcrm.hub.config.api;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ru.fitcrm.hub.config.testing.ApiCaller;
import ru.fitcrm.hub.config.testing.ApiCaller.Answer;
import ru.fitcrm.hub.config.testing.HubUnderTest;
import ru.fitcrm.hub.config.testing.TestCalls;
import ru.fitcrm.hub.config.testing.TestClub;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.licence.Licences;
import ru.fitcrm.hub.core.licence.Plan;
import ru.fitcrm.hub.sandbox.recording.SandboxRecordings;

/** The call journal over HTTP: filters, figures, bars, a file, and what was said. */
class CallJournalApiTest {

  private static final String ANNA = "+79161234567";
  private static final String OTHER = "+79262220011";

  /** 23:30 of the 19th and 00:30 of the 20th in Moscow. */
  private static final Instant LATE = Instant.parse("2026-11-19T20:30:00Z");

  private static final Instant EARLY = Instant.parse("2026-11-19T21:30:00Z");
  private static SandboxRecordings recordings;

  private final TestClub club = TestClub.make();
  private final ApiCaller api = club.admin();
  private TestCalls calls;

  @BeforeAll
  static void open() {
    recordings = SandboxRecordings.start("hub", "secret");
  }

  @AfterAll
  static void close() {
    recordings.close();
  }

  @BeforeEach
  void connect() {
    calls = TestCalls.in(club.hub(), club.clubId(), club.slug(), recordings.url());
  }

  private Answer get(String below) {
    return api.get(club.path("calls" + below));
  }

  @Test
  void theListTheFiguresAndTheBarsTakeTheSameFilters() {
    calls.answered(ANNA, LATE, 10, null);
    calls.answered(OTHER, EARLY, 20, null);
    calls.missed(ANNA, EARLY.plusSeconds(60));
    assertThat(get("").json().path("items")).hasSize(3);
    Answer stats = get("/stats?from=2026-11-20&to=2026-11-21");
    assertThat(stats.text("total")).isEqualTo("2");
    assertThat(stats.text("meanTalkSeconds")).isEqualTo("20.0");
    assertThat(stats.text("answerRate")).isEqualTo("0.5");
    assertThat(get("?q=123-45-67").json().path("items")).hasSize(2);
    assertThat(get("/stats?q=222").text("total")).isEqualTo("1");
    assertThat(get("/stats?result=MISSED&direction=INCOMING").text("missed")).isEqualTo("1");
    Answer days = get("/chart?by=day&from=2026-11-18&to=2026-11-21");
    assertThat(days.json().path("bars").findValuesAsText("at"))
        .containsExactly("2026-11-18", "2026-11-19", "2026-11-20");
    assertThat(days.json().path("bars").findValuesAsText("total")).containsExactly("0", "1", "2");
    assertThat(days.text("zone")).isEqualTo("Europe/Moscow");
    Answer hours = get("/chart?by=hour&result=ANSWERED");
    assertThat(hours.json().path("bars")).hasSize(24);
    assertThat(hours.text("bars.0.answered")).isEqualTo("1");
    assertThat(hours.text("bars.23.answered")).isEqualTo("1");
  }

  @Test
  void anEmployeesCallsAreFoundByTheEmployee() {
    calls.answered(ANNA, LATE, 10, null);
    long olga =
        api.post(
                club.path("employees"),
                "{\"name\": \"Ольга\", \"extension\": \"101\", \"role\": \"RECEPTION\"}")
            .id();
    assertThat(get("?employee=" + olga).json().path("items")).hasSize(1);
    assertThat(get("?employee=" + (olga + 1)).json().path("items")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "?direction=UP, direction",
    "?result=missed, result",
    "?employee=anna, employee",
    "?branch=1.5, branch",
    "?from=yesterday, from",
    "?phone=1, phone",
    "?clientId=x, clientId",
    "/stats?result=X, result",
    "/chart?by=year, by",
    "/export?format=xls, format",
    "/export?to=2026-13-01, to",
  })
  void aWrongFilterIsNamed(String below, String field) {
    Answer wrong = get(below);
    assertThat(wrong.status()).isEqualTo(400);
    assertThat(wrong.text("field")).isEqualTo(field);
  }

  @Test
  void theFileIsTheFilteredListForARussianExcelAndComputesNothing() throws Exception {
    String evil = "=HYPERLINK(\"http://evil\";\"x\")";
    addClient(evil, ANNA);
    addClient("Иванова; \"Анна\"\nМария", OTHER);
    Instant now = Clock.systemUTC().instant();
    calls.answered(ANNA, now, 65, "a.wav");
    calls.answered("+cmd|' /C calc'!A0", now.minusSeconds(1), 5, null);
    calls.missed(OTHER, now.minusSeconds(2));
    HttpResponse<byte[]> file = bytes("/export?format=csv", Map.of());
    assertThat(header(file, "Content-Type")).isEqualToIgnoringCase("text/csv;charset=UTF-8");
    assertThat(header(file, "Content-Disposition"))
        .startsWith("attachment; filename=\"calls-" + club.slug());
    String text = new String(file.body(), StandardCharsets.UTF_8);
    assertThat(text).startsWith("\uFEFFДата;Время;Направление;Итог;Клиент;Телефон");
    List<CsvRecord> rows = rows(text);
    assertThat(rows).hasSize(4);
    assertThat(rows.get(1).getField(4)).isEqualTo("'" + evil);
    assertThat(rows.get(1).getField(5)).isEqualTo("+7 916 123-45-67");
    assertThat(rows.get(1).getField(8)).isEqualTo("65");
    assertThat(rows.get(2).getField(5)).isEqualTo("'+cmd|' /C calc'!A0");
    assertThat(rows.get(3).getField(3)).isEqualTo("Пропущен: клиент не дождался");
    assertThat(rows.get(3).getField(4)).isEqualTo("Иванова; \"Анна\"\nМария");
    assertThat(rows(export("/export?result=MISSED"))).hasSize(2);
    assertThat(api.get(club.path("audit")).json().findValuesAsText("action"))
        .contains("call.exported");
  }

  @Test
  void theFileGoesOnBeyondAPage() throws Exception {
    for (int i = 0; i < 1003; i++) {
      calls.missed("anonymous", LATE.minusSeconds(i / 3));
    }
    List<CsvRecord> rows = rows(export("/export"));
    assertThat(rows).hasSize(1004);
    assertThat(rows.stream().skip(1).map(row -> row.getField(12)).distinct()).hasSize(1003);
  }

  @Test
  void aRecordingIsPlayedWholeAndInPartsAsSoundAndNothingElse() throws Exception {
    String name = "/var/spool/asterisk/monitor/2026/11/22/in-+79161234567-" + club.slug() + ".wav";
    calls.answered(ANNA, LATE, 10, name);
    HttpResponse<byte[]> whole = play(firstCall(), Map.of());
    assertThat(whole.statusCode()).isEqualTo(200);
    assertThat(header(whole, "Content-Type")).isEqualTo("audio/wav");
    assertThat(header(whole, "X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(header(whole, "Content-Disposition")).startsWith("attachment");
    assertThat(header(whole, "Accept-Ranges")).isEqualTo("bytes");
    assertThat(new String(whole.body(), 0, 4, StandardCharsets.US_ASCII)).isEqualTo("RIFF");
    HttpResponse<byte[]> part = play(firstCall(), Map.of("Range", "bytes=44-143"));
    assertThat(part.statusCode()).isEqualTo(206);
    assertThat(part.body()).hasSize(100);
    assertThat(header(part, "Content-Range")).isEqualTo("bytes 44-143/" + whole.body().length);
    assertThat(play(firstCall(), Map.of("Range", "bytes=99999999-")).statusCode()).isEqualTo(416);
    assertThat(recordings.asked())
        .contains("/monitor/2026/11/22/in-%2B79161234567-" + club.slug() + ".wav");
  }

  @Test
  void aHostileNameIsNoRecordingAndIsNotAskedFor() throws Exception {
    calls.answered(ANNA, LATE, 10, "../" + club.slug() + "-secret.wav");
    assertThat(play(firstCall(), Map.of()).statusCode()).isEqualTo(404);
    assertThat(recordings.asked()).noneMatch(path -> path.contains(club.slug() + "-secret"));
  }

  @Test
  void aCallWithoutARecordingAnotherClubsAndOneOfARemovedConnectionAre404() {
    calls.answered(ANNA, LATE, 10, "a.wav");
    calls.missed(ANNA, EARLY);
    long recorded = get("?result=ANSWERED").json().at("/items/0/id").asLong();
    assertThat(get("/" + firstCall() + "/recording").status()).isEqualTo(404);
    TestClub stranger = TestClub.make();
    assertThat(api.get(stranger.path("calls/" + recorded + "/recording")).status()).isEqualTo(404);
    assertThat(get("/999999999/recording").status()).isEqualTo(404);
    api.delete(club.path("connections/" + calls.connection()));
    assertThat(get("/" + recorded + "/recording").status()).isEqualTo(404);
  }

  @Test
  void outsideThePlanARecordingIsRefusedWithItsReason() {
    calls.answered(ANNA, LATE, 10, "a.wav");
    club.hub()
        .get(ClubGate.class)
        .runAsPlatform(
            () -> club.hub().get(Licences.class).grant(club.clubId(), Plan.STANDARD, null));
    Answer refused = get("/" + firstCall() + "/recording");
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.text("code")).isEqualTo("recording.plan");
    assertThat(refused.header("Content-Type")).startsWith("application/problem+json");
  }

  @Test
  void aServerOfRecordingsThatIsAwayIsABadGatewayAndItsLoginIsNotSaid() {
    SandboxRecordings gone = SandboxRecordings.start("hub", "hidden-word");
    String url = gone.url();
    gone.close();
    TestCalls.in(club.hub(), club.clubId(), club.slug(), url).answered(ANNA, LATE, 10, "a.wav");
    Answer failed = get("/" + firstCall() + "/recording");
    assertThat(failed.status()).isEqualTo(502);
    assertThat(failed.text("code")).isEqualTo("recording.unreachable");
    assertThat(failed.raw().body()).doesNotContain("hidden-word");
  }

  private long firstCall() {
    return get("?limit=1").json().at("/items/0/id").asLong();
  }

  private HttpResponse<byte[]> play(long call, Map<String, String> headers) throws Exception {
    return bytes("/" + call + "/recording", headers);
  }

  private String export(String below) throws Exception {
    return new String(bytes(below, Map.of()).body(), StandardCharsets.UTF_8);
  }

  private HttpResponse<byte[]> bytes(String below, Map<String, String> headers) throws Exception {
    URI address = api.uri(club.path("calls" + below));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address).header("Authorization", "Bearer " + HubUnderTest.ADMIN_KEY);
    headers.forEach(request::header);
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }
  }

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }

  private void addClient(String name, String phone) {
    String body =
        new com.fasterxml.jackson.databind.ObjectMapper()
            .valueToTree(Map.of("name", name, "phones", List.of(phone)))
            .toString();
    assertThat(api.post(club.path("clients"), body).status()).isEqualTo(201);
  }

  private static List<CsvRecord> rows(String text) {
    return CsvReader.builder().fieldSeparator(';').ofCsvRecord(text.substring(1)).stream().toList();
  }
}
