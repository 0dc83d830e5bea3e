package ru.fitcrm.hub.config.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import ru.fitcrm.hub.config.testing.ApiCaller;
import ru.fitcrm.hub.config.testing.TestClub;

/** Gateways tell in ways of their own: by GET, by forms of both kinds; and are answered so. */
class ToldByGatewaysTest {

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final String RECORD = "sms_status\n202647-1\n103\n1782469893";

  private final TestClub club = TestClub.make();
  private final ApiCaller admin = club.admin();

  private JsonNode connection(String kind, String settings) {
    return admin
        .post(
            club.path("connections"),
            "{\"kind\": \"%s\", \"name\": \"g\", \"enabled\": true, \"settings\": %s}"
                .formatted(kind, settings))
        .json();
  }

  private HttpRequest.Builder at(JsonNode connection, String query) {
    URI in = URI.create(connection.path("inUrl").asText() + query);
    return HttpRequest.newBuilder(admin.uri(in.getRawPath() + query));
  }

  private static HttpResponse<String> send(HttpRequest request)
      throws IOException, InterruptedException {
    return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
  }

  private JsonNode inbox(JsonNode connection) {
    return admin.get(club.path("inbox?connection=" + connection.path("id"))).json().path("items");
  }

  @Test
  void kannelTellsByGetAndARepetitionIsKnown() throws IOException, InterruptedException {
    JsonNode kannel =
        connection("http-sms", "{\"preset\": \"KANNEL\", \"baseUrl\": \"http://127.0.0.1:1\"}");
    HttpRequest receipt = at(kannel, "?ref=3-17&type=1&ts=1795292596&to=79031112233").build();
    assertThat(send(receipt).body()).isEqualTo("OK");
    assertThat(send(receipt).body()).isEqualTo("OK");
    assertThat(inbox(kannel)).hasSize(2);
    assertThat(inbox(kannel).get(0).path("state").asText()).isEqualTo("DUPLICATE");
    assertThat(send(at(kannel, "").build()).statusCode()).isEqualTo(404);
  }

  @Test
  void aNumberNotToldInFullIsTheClientsAndWhatNobodyUnderstandsIsRejected()
      throws IOException, InterruptedException {
    JsonNode kannel =
        connection("http-sms", "{\"preset\": \"KANNEL\", \"baseUrl\": \"http://127.0.0.1:1\"}");
    long anna =
        admin
            .post(club.path("clients"), "{\"name\": \"Анна\", \"phones\": [\"+79165100040\"]}")
            .id();
    send(at(kannel, "?from=89165100040&to=CLUB&text=%D0%A1%D0%A2%D0%9E%D0%9F&id=1").build());
    send(at(kannel, "?from=MTS&to=CLUB&text=x&id=2").build());
    send(at(kannel, "?from=BEELINE&to=CLUB&text=x&id=3").build());
    send(at(kannel, "?sender=79165100040&words=x").build());
    await()
        .until(
            () -> inbox(kannel).findValuesAsText("state").stream().noneMatch("RECEIVED"::equals));

    assertThat(inbox(kannel).findValuesAsText("state"))
        .containsExactly("REJECTED", "APPLIED", "APPLIED", "APPLIED");
    assertThat(inbox(kannel).get(0).path("reasonCode").asText())
        .isEqualTo("gateway.not-understood");
    assertThat(inbox(kannel).get(3).path("clientId").asLong()).isEqualTo(anna);
    JsonNode written = admin.get(club.path("messages")).json().path("items");
    assertThat(written.findValuesAsText("address"))
        .containsExactly("BEELINE", "MTS", "+79165100040");
    assertThat(written.findValuesAsText("clientId")).doesNotHaveDuplicates().hasSize(3);
    assertThat(admin.get(club.path("clients/" + anna + "/consents")).json().path("items"))
        .isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "'answer': {'id': '~('} ; settings.answer.id ; bracket",
        "'answer': {'id': '~id'} ; settings.answer.id ; group",
        "'answer': {'accepted': '['} ; settings.answer.accepted ; bracket",
        "'answer': {'codes': ['1=FOO']} ; settings.answer.codes[0] ; DO_NOT_WRITE",
        "'find': {'codes': ['1=DOWN']} ; settings.find.codes[0] ; DELIVERED",
        "'receipt': {'statuses': ['0=READ', '1=NOPE']} ; settings.receipt.statuses[1] ; FAILED",
        "'inbound': {'text': 'a | ~('} ; settings.inbound.text ; bracket",
        "'inbound': {'only': 'a=1 & ~(=2'} ; settings.inbound.only ; bracket",
        "'send': {'path': '/{nope}'} ; settings.send.path ; nope",
        "'send': {'path': '/', 'fields': ['a={phone}', 'b={tel}']} ; settings.send.fields[1] ; tel",
        "'check': {'path': '/{phone}'} ; settings.check.path ; apiKey"
      })
  void whatADescriptionCannotMeanIsRefusedWhenItIsSaved(String part, String field, String fix) {
    ApiCaller.Answer answer =
        admin.post(
            club.path("connections"),
            """
            {"kind": "http-sms", "name": "g", "enabled": true, "settings":
              {"preset": "KANNEL", "baseUrl": "http://127.0.0.1:1", %s}}"""
                .formatted(part.replace('\'', '"')));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text("field")).isEqualTo(field);
    assertThat(answer.text("detail")).startsWith(field + " ").contains(fix);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aCallbackOfSmsRuIsKeptWhateverFormItHas(boolean multipart)
      throws IOException, InterruptedException {
    JsonNode smsRu =
        connection("sms-ru", "{\"apiId\": \"ID-1\", \"baseUrl\": \"http://127.0.0.1:1\"}");
    String hash = sha256("ID-1" + RECORD);
    HttpRequest.Builder request = at(smsRu, "");
    if (multipart) {
      String form = part("data[0]", RECORD) + part("hash", hash) + "--b0--\r\n";
      request
          .header("Content-Type", "multipart/form-data; boundary=b0")
          .POST(HttpRequest.BodyPublishers.ofString(form));
    } else {
      String record = URLEncoder.encode(RECORD, StandardCharsets.UTF_8);
      request
          .header("Content-Type", "application/x-www-form-urlencoded")
          .POST(HttpRequest.BodyPublishers.ofString("data%5B0%5D=" + record + "&hash=" + hash));
    }
    assertThat(send(request.build()).body()).isEqualTo("100");
    assertThat(inbox(smsRu)).hasSize(1);
  }

  private static String part(String name, String value) {
    return "--b0\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
        .formatted(name, value);
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void metaIsGivenItsChallengeBackAndNothingIsKept() throws IOException, InterruptedException {
    JsonNode whatsapp =
        connection(
            "whatsapp-cloud",
            """
            {"phoneNumberId": "2077", "accessToken": "t", "appSecret": "s", "verifyToken": "w"}""");
    String query = "?hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=";
    assertThat(send(at(whatsapp, query + "w").build()).body()).isEqualTo("1158201444");
    assertThat(send(at(whatsapp, query + "x").build()).statusCode()).isEqualTo(403);
    assertThat(inbox(whatsapp)).isEmpty();
  }

  @Test
  void everyKindOfChannelHasASchemaWhoseSecretsAreNeverShown() {
    JsonNode kinds = admin.get("connector-kinds").json();
    assertThat(kinds.findValuesAsText("kind"))
        .contains(
            "sms-ru",
            "http-sms",
            "smpp",
            "smtp",
            "whatsapp-cloud",
            "telegram",
            "max",
            "messenger-gateway");
    JsonNode telegram = connection("telegram", "{\"token\": \"12:VERY-SECRET\"}");
    assertThat(telegram.toString()).doesNotContain("VERY-SECRET");
    assertThat(telegram.path("secrets").path("token").path("set").asBoolean()).isTrue();
  }
}
