package ru.fitcrm.hub.config.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicLong;
import javax.xml.namespace.QName;
import org.apache.cxf.jaxws.JaxWsProxyFactoryBean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ru.fitcrm.exchange.Client;
import ru.fitcrm.exchange.HubReceptionPortType;
import ru.fitcrm.exchange.Packet;
import ru.fitcrm.exchange.PutResult;
import ru.fitcrm.hub.config.testing.ApiCaller;
import ru.fitcrm.hub.config.testing.TestClub;

/** A club's base, pushed as SOAP to the public address of its connection. */
class PushedBySoapTest {

  private static final String NAMESPACE = "http://fitcrm.ru/hub-exchange/1.0";
  private static final AtomicLong NUMBERS = new AtomicLong(9_166_000_000L);

  private final TestClub club = TestClub.make();
  private final ApiCaller admin = club.admin();
  private final HttpClient http = HttpClient.newHttpClient();
  private final String phone = "+7" + NUMBERS.incrementAndGet();

  @ParameterizedTest
  @ValueSource(strings = {"HubReceptionSoap", "HubReceptionSoap12"})
  void aClientMadeOfTheDescriptionServedThereIsTakenAndAnswered(String port) throws Exception {
    JsonNode connection = connection("{}");

    PutResult first = service(connection, port).put(packet(1, null));
    PutResult again = service(connection, port).put(packet(1, null));

    assertThat(first.getAccepted()).isEqualTo(1);
    assertThat(first.getRejected()).isEmpty();
    assertThat(again.getAccepted()).isZero();
    assertThat(again.getUnchanged()).isEqualTo(1);
    assertThat(clients().get(0).path("name").asText()).isEqualTo("Анна Серова");
    assertThat(inbox(connection).get(0).path("state").asText()).isEqualTo("APPLIED");
  }

  @Test
  void aRowThatCannotBeReadIsNamedInTheAnswer() throws Exception {
    JsonNode connection = connection("{}");
    PutResult result = service(connection, "HubReceptionSoap").put(packet(1, "вчера"));
    assertThat(result.getRejected()).hasSize(1);
    assertThat(result.getRejected().getFirst().getField()).isEqualTo("birthDate");
    assertThat(result.getRejected().getFirst().getRef()).isEqualTo("c-1");
  }

  /**
   * Prefix m, tabs and CRLF, no declaration, dates without a zone, the empty date: as 1C writes.
   */
  @Test
  void anEnvelopeAs1cWritesItIsTaken() throws Exception {
    JsonNode connection = connection("{}");

    HttpResponse<String> answer = post(connection, "text/xml; charset=utf-8", envelope(phone));

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/xml");
    assertThat(answer.body())
        .contains("<PutResponse xmlns=\"" + NAMESPACE + "\"><return><accepted>2</accepted>");
    assertThat(clients().get(0).path("name").asText()).isEqualTo("Серова Анна");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "это не XML: Серова Анна",
        "<Envelope><Body><Put><packet/></Put></Body></Envelope>",
        "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body>"
            + "<m:Put xmlns:m='http://fitcrm.ru/hub-exchange/1.0'><m:packet><clients>"
            + "<name>Серова Анна</name></clients></m:packet></m:Put></s:Body></s:Envelope>",
        "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>"
            + "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body>"
            + "<m:Put xmlns:m='http://fitcrm.ru/hub-exchange/1.0'><m:packet>&e;</m:packet></m:Put>"
            + "</s:Body></s:Envelope>"
      })
  void whatDoesNotFitTheContractIsAFaultInRussianWithoutThePersonAndKept(String body)
      throws Exception {
    JsonNode connection = connection("{}");

    HttpResponse<String> answer = post(connection, "text/xml; charset=utf-8", body);

    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.body())
        .contains("Fault")
        .contains("Хаб не смог прочитать запрос")
        .doesNotContain("Серова")
        .doesNotContain("root:");
    JsonNode kept = inbox(connection).get(0);
    assertThat(kept.path("state").asText()).isEqualTo("REJECTED");
    assertThat(kept.path("reason").asText()).doesNotContain("Серова").doesNotContain("root:");
  }

  @Test
  void aSecretIsShownAsBasicLoginOfAnyName() throws Exception {
    JsonNode connection = connection("{\"secret\": \"тайна-1С\"}");
    assertThat(post(connection, "text/xml", envelope(phone)).statusCode()).isEqualTo(401);
    assertThat(
            post(connection, "text/xml", envelope(phone)).headers().firstValue("WWW-Authenticate"))
        .hasValueSatisfying(value -> assertThat(value).startsWith("Basic"));
    assertThat(inbox(connection)).isEmpty();
    String login =
        Base64.getEncoder().encodeToString("Хаб:тайна-1С".getBytes(StandardCharsets.UTF_8));
    HttpResponse<String> answer =
        post(connection, "text/xml", envelope(phone), "Authorization", "Basic " + login);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  @Test
  void theDescriptionNamesThisAddressAndOnlyThisService() throws Exception {
    JsonNode connection = connection("{}");
    String description =
        http.send(
                HttpRequest.newBuilder(URI.create(address(connection) + "?wsdl")).build(),
                HttpResponse.BodyHandlers.ofString())
            .body();
    assertThat(description)
        .contains("location=\"" + address(connection) + "\"")
        .contains("service name=\"HubReception\"")
        .doesNotContain("service name=\"HubExchange\"");
    int other =
        http.send(
                HttpRequest.newBuilder(URI.create(address(connection))).build(),
                HttpResponse.BodyHandlers.discarding())
            .statusCode();
    assertThat(other).isEqualTo(404);
  }

  @Test
  void moreThanFiftyThousandRowsAreOnePacket() throws Exception {
    JsonNode connection = connection("{}");
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < 50_100; i++) {
      rows.append("<m:visits><m:ref>v-").append(i).append("</m:ref></m:visits>");
    }
    String body = envelope(phone).replace("</m:packet>", rows + "</m:packet>");
    HttpResponse<String> answer = post(connection, "text/xml", body);
    assertThat(answer.body()).contains("PutResponse");
  }

  // ---- how it is sent

  private Packet packet(int version, @Nullable String birthDate) {
    Client row = new Client();
    row.setRef("c-1");
    row.setVersion(String.valueOf(version));
    row.setName("Анна Серова");
    row.getPhones().add(phone);
    row.setBirthDate(birthDate);
    Packet packet = new Packet();
    packet.getClients().add(row);
    return packet;
  }

  private static String envelope(String phone) {
    return """
        <soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/">
        \t<soap:Header/>
        \t<soap:Body>
        \t\t<m:Put xmlns:m="http://fitcrm.ru/hub-exchange/1.0">
        \t\t\t<m:packet xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
        \t\t\t\t<m:clients>
        \t\t\t\t\t<m:ref>f34d4f0a-f7df-11e0-876b-f6a059620446</m:ref>
        \t\t\t\t\t<m:version>17</m:version>
        \t\t\t\t\t<m:name>Серова Анна</m:name>
        \t\t\t\t\t<m:phones>%s</m:phones>
        \t\t\t\t\t<m:email xsi:nil="true"/>
        \t\t\t\t\t<m:birthDate>0001-01-01T00:00:00</m:birthDate>
        \t\t\t\t\t<m:deleted>false</m:deleted>
        \t\t\t\t</m:clients>
        \t\t\t\t<m:visits>
        \t\t\t\t\t<m:ref>0b1cf34d-f7df-11e0-876b-f6a059620446</m:ref>
        \t\t\t\t\t<m:version>18</m:version>
        \t\t\t\t\t<m:clientRef>f34d4f0a-f7df-11e0-876b-f6a059620446</m:clientRef>
        \t\t\t\t\t<m:at>2026-11-20T10:05:00</m:at>
        \t\t\t\t\t<m:deleted>false</m:deleted>
        \t\t\t\t</m:visits>
        \t\t\t</m:packet>
        \t\t</m:Put>
        \t</soap:Body>
        </soap:Envelope>"""
        .formatted(phone)
        .replace("\n", "\r\n");
  }

  private HubReceptionPortType service(JsonNode connection, String port) throws Exception {
    JaxWsProxyFactoryBean factory = new JaxWsProxyFactoryBean();
    factory.setServiceClass(HubReceptionPortType.class);
    factory.setWsdlURL(URI.create(address(connection) + "?wsdl").toURL().toExternalForm());
    factory.setServiceName(new QName(NAMESPACE, "HubReception"));
    factory.setEndpointName(new QName(NAMESPACE, port));
    return factory.create(HubReceptionPortType.class);
  }

  private HttpResponse<String> post(
      JsonNode connection, String type, String body, String... headers) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(address(connection)))
            .header("Content-Type", type)
            .header("SOAPAction", "\"" + NAMESPACE + "#HubReception:Put\"")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  // ---- what is there

  private JsonNode connection(String settings) {
    return admin
        .post(
            club.path("connections"),
            """
            {"kind": "onec-push", "name": "1С сама", "enabled": true, "settings": %s}"""
                .formatted(settings))
        .json();
  }

  private String address(JsonNode connection) {
    return admin.uri(connection.path("inUrl").asText()).toString();
  }

  private JsonNode clients() {
    return admin.get(club.path("clients?phone=" + phone.replace("+", "%2B"))).json().path("items");
  }

  private JsonNode inbox(JsonNode connection) {
    return admin
        .get(club.path("inbox?connection=" + connection.path("id").asLong()))
        .json()
        .path("items");
  }
}
