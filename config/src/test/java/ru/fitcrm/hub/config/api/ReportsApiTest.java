package ru.fitcrm.hub.config.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.config.testing.ApiCaller;
import ru.fitcrm.hub.config.testing.ApiCaller.Answer;
import ru.fitcrm.hub.config.testing.HubUnderTest;
import ru.fitcrm.hub.config.testing.TestClub;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.licence.Licences;
import ru.fitcrm.hub.core.licence.Plan;

/** Reports over HTTP: as lists, as files, and to whom. */
class ReportsApiTest {

  private static final String PACKET =
      """
      {"clients": [{"ref": "c-1", "version": 1, "name": "Анна Серова", "phones": ["+79161230101"]},
                   {"ref": "c-2", "version": 1, "name": "=cmd()", "phones": ["+79161230102"]}],
       "contracts": [
         {"ref": "k-1", "version": 1, "clientRef": "c-1", "kind": "MEMBERSHIP", "term": "RECURRING",
          "title": "Подписка", "status": "ACTIVE", "startsOn": "2026-01-01", "terminatesOn": "2026-03-12",
          "price": 2490.50, "debt": 2490.50},
         {"ref": "k-2", "version": 1, "clientRef": "c-2", "kind": "MEMBERSHIP", "term": "FIXED_TERM",
          "title": "Год", "status": "ACTIVE", "startsOn": "2026-03-05", "endsOn": "2026-03-10",
          "createdAt": "2026-03-05T10:00:00+03:00", "price": 12000, "debt": 12345.50}],
       "payments": [
         {"ref": "p-1", "clientRef": "c-2", "contractRef": "k-2", "kind": "PURCHASE", "amount": 7000,
          "status": "SUCCEEDED", "at": "2026-03-05T10:05:00+03:00"},
         {"ref": "p-2", "clientRef": "c-2", "contractRef": "k-2", "kind": "PURCHASE", "amount": 5000.50,
          "status": "SUCCEEDED", "at": "2026-03-09T23:30:00Z"}],
       "visits": [{"ref": "v-1", "clientRef": "c-1", "at": "2026-01-20T10:00:00Z"}],
       "bookings": [{"ref": "b-1", "clientRef": "c-1", "at": "2026-03-17T10:00:00Z", "status": "MISSED"},
                    {"ref": "b-2", "clientRef": "c-1", "at": "2026-03-19T10:00:00Z", "status": "MISSED"}],
       "history": true}""";

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final TestClub club = TestClub.make();
  private final ApiCaller admin = club.admin();
  private final ApiCaller nobody = HubUnderTest.shared().with("");

  ReportsApiTest() {
    Answer connection =
        admin.post(
            club.path("connections"),
            "{\"kind\": \"onec-push\", \"name\": \"1C\", \"enabled\": true, \"settings\": {}}");
    Answer pushed = nobody.post(connection.text("inUrl"), PACKET);
    assertThat(pushed.json().path("rejected")).as(pushed.raw().body()).isEmpty();
  }

  @Test
  void aReportIsAListInItsOwnOrderWithTheTotalsOfAllPages() {
    Answer first = report("debtors?date=2026-03-10&limit=1");
    assertThat(first.text("items.0.clientName")).isEqualTo("=cmd()");
    assertThat(first.text("items.0.phone")).isEqualTo("+79161230102");
    assertThat(first.json().at("/items/0/debt").decimalValue()).isEqualByComparingTo("12345.50");
    assertThat(first.json().path("items")).hasSize(1);
    assertThat(first.text("totals.contracts")).isEqualTo("2");
    assertThat(first.json().at("/totals/debt").decimalValue()).isEqualByComparingTo("14836.00");

    Answer last = report("debtors?date=2026-03-10&limit=1&cursor=" + first.text("next"));
    assertThat(last.text("items.0.clientName")).isEqualTo("Анна Серова");
    assertThat(last.text("items.0.terminatesOn")).isEqualTo("2026-03-12");
    assertThat(last.text("items.0.daysLeft")).isEqualTo("2");
    assertThat(last.json().path("next").isNull()).isTrue();
  }

  @Test
  void everyReportAnswersByItsName() {
    JsonNode names = admin.get(club.path("reports")).json().path("items");
    assertThat(names.findValuesAsText("name"))
        .contains("sleeping", "lost", "losing", "debtors", "pays-today", "contracts", "ltv")
        .contains("statement", "forecast");
    assertThat(report("sleeping?date=2026-02-20").text("items.0.clientName"))
        .as("who never bought does not sleep")
        .isEmpty();
    assertThat(report("lost?date=2026-03-20").text("items.0.clientName")).isEqualTo("=cmd()");
    assertThat(report("losing?date=2026-03-20&missed=3").json().path("items")).isEmpty();
    assertThat(report("pays-today?date=2026-03-10").text("items.0.why")).isEqualTo("RENEWAL");
    assertThat(report("contracts?from=2026-03-01&to=2026-03-31").text("totals.contracts"))
        .isEqualTo("1");
    assertThat(report("contracts?from=2026-03-01&to=2026-03-31&by=ACTIVE").text("totals.contracts"))
        .isEqualTo("2");
    assertThat(report("ltv?from=2026-03-10&to=2026-03-10").text("totals.ltv"))
        .as("23:30 in Greenwich is the next day in Moscow")
        .isEqualTo("5000.5");
  }

  @Test
  void aStatementHasTheBalanceBeforeAndAfter() {
    long client =
        admin.get(club.path("clients?phone=%2B79161230102")).json().at("/items/0/id").asLong();
    Answer all = report("statement?from=2026-03-10&to=2026-03-31&clientId=" + client);
    assertThat(all.json().at("/totals/opening").decimalValue()).isEqualByComparingTo("-5000");
    assertThat(all.json().at("/totals/income").decimalValue()).isEqualByComparingTo("5000.5");
    assertThat(all.json().at("/totals/expense").decimalValue()).isEqualByComparingTo("0");
    assertThat(all.json().at("/totals/closing").decimalValue()).isEqualByComparingTo("0.5");
    assertThat(all.text("items.0.operation")).isEqualTo("PURCHASE");
    assertThat(all.text("items.0.at")).isEqualTo("2026-03-09T23:30:00Z");
    TestClub stranger = TestClub.make();
    assertThat(admin.get(stranger.path("reports/statement?clientId=" + client)).status())
        .isEqualTo(404);
  }

  @Test
  void withoutChargesTheForecastSaysSo() {
    Answer forecast = report("forecast");
    assertThat(forecast.json().path("available").asBoolean()).isFalse();
    assertThat(forecast.text("note")).contains("nextChargeOn");
    assertThat(forecast.json().path("items")).isEmpty();
    assertThat(report("debtors").json().path("available").asBoolean()).isTrue();
  }

  @Test
  void aTableOfTextIsWhatARussianExcelOpensAndComputesNothing() throws Exception {
    HttpResponse<byte[]> file = file("debtors?date=2026-03-10&format=csv");
    assertThat(file.headers().firstValue("Content-Disposition").orElse(""))
        .isEqualTo("attachment; filename=\"debtors-" + club.slug() + "-2026-03-10.csv\"");
    List<String> lines = new String(file.body(), StandardCharsets.UTF_8).lines().toList();
    assertThat(lines).hasSize(3);
    assertThat(lines.get(0)).startsWith("\uFEFFКлиент;Телефон;Контракт;Статус;Долг;Расторжение");
    assertThat(lines.get(1)).startsWith("'=cmd();+7 916 123-01-02;Год;действует;12345,50;;;2026");
    assertThat(admin.get(club.path("audit")).json().findValuesAsText("action"))
        .contains("report.exported");
    byte[] losing = file("losing?date=2026-03-20&missed=2&format=csv").body();
    assertThat(new String(losing, StandardCharsets.UTF_8))
        .as("days a table can read, whatever day it is")
        .contains(";2026-03-17, 2026-03-19;");
  }

  @Test
  void aWorkbookHasNumbersAndDatesAndTheTotalsOnASheetOfTheirOwn() throws Exception {
    byte[] file = file("debtors?date=2026-03-10&format=xlsx").body();
    try (ReadableWorkbook book = new ReadableWorkbook(new ByteArrayInputStream(file))) {
      List<Row> rows = book.getFirstSheet().read();
      assertThat(rows).hasSize(3);
      assertThat(rows.get(1).getCellText(0)).isEqualTo("=cmd()");
      assertThat(rows.get(1).getCellAsNumber(4)).contains(new BigDecimal("12345.50"));
      assertThat(rows.get(2).getCellAsDate(5).map(java.time.LocalDateTime::toLocalDate))
          .contains(LocalDate.parse("2026-03-12"));
      List<Row> totals = book.getSheet(1).orElseThrow().read();
      assertThat(totals.getLast().getCellText(0)).isEqualTo("Долг");
      assertThat(totals.getLast().getCellAsNumber(1)).contains(new BigDecimal("14836.00"));
    }
  }

  @Test
  void aFileGoesOnBeyondTheRowsOfOneQuestion() throws Exception {
    long rows = Long.getLong("hub.test.report-rows", 11_000);
    manyDebtors(rows);
    long begun = System.nanoTime();
    try (Stream<String> lines = lines("debtors?format=csv")) {
      assertThat(lines.map(line -> line.substring(line.lastIndexOf(';'))).distinct().count())
          .as("each client once, and the head")
          .isEqualTo(rows + 2 + 1);
    }
    System.out.printf("%d rows in %d ms%n", rows, (System.nanoTime() - begun) / 1_000_000);
  }

  @Test
  void aMistakeIsNamed() {
    assertThat(admin.get(club.path("reports/riches")).status()).isEqualTo(404);
    assertWrong("debtors?date=31.12.2026", "date");
    assertWrong("debtors?format=pdf", "format");
    assertWrong("debtors?cursor=7", "cursor");
    assertWrong("debtors?limit=501", "limit");
    assertWrong("ltv?from=2026-03-10&to=2026-03-09", "from");
    assertWrong("contracts?by=SOLD", "by");
    assertWrong("losing?missed=1", "missed");
    assertWrong("statement", "clientId");
  }

  @Test
  void whoMayNotSeeNumbersSeesNoneInAnyFormat() throws Exception {
    String cookie = session("TRAINER");
    String hidden = "+7 ••• ••• 01 02";
    Answer list = nobody.get(club.path("reports/debtors"), "Cookie", cookie);
    assertThat(list.text("items.0.phone")).isEqualTo(hidden);
    HttpRequest request =
        HttpRequest.newBuilder(admin.uri(club.path("reports/debtors?format=csv")))
            .header("Cookie", cookie)
            .build();
    String text = HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body();
    assertThat(text).contains(hidden).doesNotContain("123-01-02");
  }

  @Test
  void outsideThePlanReportsAreRefusedWithTheReason() {
    club.hub()
        .get(ClubGate.class)
        .runAsPlatform(() -> club.hub().get(Licences.class).grant(club.clubId(), Plan.START, null));
    Answer refused = admin.get(club.path("reports/debtors"));
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.text("code")).isEqualTo("licence.module");
  }

  private Answer report(String name) {
    Answer answer = admin.get(club.path("reports/" + name));
    assertThat(answer.status()).as(answer.raw().body()).isEqualTo(200);
    return answer;
  }

  private void assertWrong(String name, String field) {
    Answer answer = admin.get(club.path("reports/" + name));
    assertThat(answer.status()).as(name).isEqualTo(400);
    assertThat(answer.text("field")).as(name).isEqualTo(field);
  }

  private String session(String role) {
    return admin
        .post(
            "/api/test-login",
            "{\"name\": \"anna@club.ru\", \"club\": %d, \"role\": \"%s\"}"
                .formatted(club.id(), role))
        .header("Set-Cookie")
        .split(";", 2)[0];
  }

  private HttpResponse<byte[]> file(String name) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(admin.uri(club.path("reports/" + name)))
            .header("Authorization", "Bearer " + HubUnderTest.ADMIN_KEY)
            .build();
    return HTTP.send(request, HttpResponse.BodyHandlers.ofByteArray());
  }

  private Stream<String> lines(String name) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(admin.uri(club.path("reports/" + name)))
            .header("Authorization", "Bearer " + HubUnderTest.ADMIN_KEY)
            .build();
    return HTTP.send(request, HttpResponse.BodyHandlers.ofLines()).body();
  }

  private void manyDebtors(long count) {
    club.hub()
        .get(ClubGate.class)
        .runInClub(
            club.clubId(),
            () ->
                club.hub()
                    .get(JdbcClient.class)
                    .sql(
                        """
                        with people as (
                          insert into client (kind, name) select 'CLIENT', 'Клиент ' || n
                            from generate_series(1, :count) n returning id
                        )
                        insert into contract (connection_id, ref, client_id, kind, term, status, debt, source_hash, heard_at)
                        select 0, 'k' || id, id, 'MEMBERSHIP', 'RECURRING', 'ACTIVE', 100, 0, now() from people""")
                    .param("count", count)
                    .update());
  }
}
