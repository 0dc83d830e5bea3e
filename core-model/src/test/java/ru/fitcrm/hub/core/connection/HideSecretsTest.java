package ru.fitcrm.hub.core.connection;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import ru.fitcrm.hub.core.inbox.RawBody;

class HideSecretsTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Charset ELDER = Charset.forName("windows-1251");
  private static final String SECRET = "п\"а/р \\о+л%ь$1";

  private final HideSecrets hide = new HideSecrets(List.of(SECRET, "word", "word2", ""));

  private String shown(String type, byte[] bytes) {
    return hide.body(new RawBody(type, bytes)).text();
  }

  private String shown(String text) {
    return shown("text/plain", text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aSecretIsHiddenInEverySpellingAndWhatIsAroundItStays() throws JsonProcessingException {
    String json = JSON.writeValueAsString(SECRET);
    String ascii = JSON.writer().with(JsonWriteFeature.ESCAPE_NON_ASCII).writeValueAsString(SECRET);
    String form = URLEncoder.encode(SECRET, StandardCharsets.UTF_8);

    assertThat(shown("до " + SECRET + " после")).isEqualTo("до ••• после");
    assertThat(shown("{\"secret\":" + json + "}")).isEqualTo("{\"secret\":\"•••\"}");
    assertThat(shown(json.replace("/", "\\/"))).isEqualTo("\"•••\"");
    assertThat(shown(ascii)).isEqualTo("\"•••\"");
    assertThat(shown("a=1&apikey=" + form + "&b=%2B")).isEqualTo("a=1&apikey=•••&b=%2B");
    assertThat(shown("k=" + form.toLowerCase(Locale.ROOT).replace("+", "%20"))).isEqualTo("k=•••");
    assertThat(shown("p=" + URLEncoder.encode(json, StandardCharsets.UTF_8)))
        .as("JSON in a field")
        .isEqualTo("p=%22•••%22");
    assertThat(shown("x word2 y word"))
        .as("of two the longer is hidden whole")
        .isEqualTo("x ••• y •••");
  }

  @Test
  void inWindows1251ItIsHiddenInItsOwnLetters() {
    assertThat(shown("text/plain", ("Анна " + SECRET).getBytes(ELDER))).isEqualTo("Анна •••");
    assertThat(
            shown(
                "a; charset=windows-1251",
                ("k=" + URLEncoder.encode(SECRET, ELDER)).getBytes(ELDER)))
        .isEqualTo("k=•••");
  }

  @Test
  void bytesThatAreNoSecretStayAsTheyWere() {
    byte[] bytes = {0, (byte) 0xFF, 'w', 'o', 'r', (byte) 0x98, '%', '\\'};
    assertThat(hide.body(new RawBody(null, bytes)).bytes()).isEqualTo(bytes);
  }

  @Test
  void whatIsNamedLikeASecretIsHiddenEvenIfItIsNotTheConnectionsOwn() throws Exception {
    assertThat(hide.headers(Map.of("X-Api-Key", "other", "User-Agent", "a word")))
        .containsEntry("x-api-key", "•••")
        .containsEntry("user-agent", "a •••");
    assertThat(
            hide.json(
                JSON.readTree(
                    "{\"password\": \"other\", \"list\": [\"a word\", {\"token\": 5, \"b\": \"word\"}], \"n\": 1}")))
        .isEqualTo(
            JSON.readTree(
                "{\"password\": \"•••\", \"list\": [\"a •••\", {\"token\": \"•••\", \"b\": \"•••\"}], \"n\": 1}"));
    assertThat(hide.fields(Map.of("word", "its word")))
        .containsExactly(Map.entry("•••", "its •••"));
  }
}
