package ru.fitcrm.hub.connectors.onec.fitness;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import ru.fitcrm.hub.connectors.onec.Failure;
import ru.fitcrm.hub.connectors.onec.HidePeople;
import ru.fitcrm.hub.connectors.onec.NameTrouble;
import ru.fitcrm.hub.connectors.onec.NoAnswer;
import ru.fitcrm.hub.connectors.onec.WebAnswer;
import ru.fitcrm.hub.core.sync.ClubSystem.Trouble;
import ru.fitcrm.hub.core.sync.ClubSystem.Trouble.Kind;

/**
 * What every answer of the API is wrapped in. A refusal comes with status 200 too.
 *
 * @param data what was asked for; a missing node if nothing is in it
 */
record Envelope(JsonNode data) {

  /** Refusals begin so; the API's own number follows. */
  static final String REFUSED = "api-";

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  /**
   * @param people what is to be hidden in the API's own words
   * @throws NoAnswer if it is a refusal, or no answer of the API
   */
  static Envelope read(WebAnswer answer, Collection<String> people) throws IOException {
    if (!answer.start().startsWith("{")) {
      throw answer.notData();
    }
    JsonNode tree = tree(answer);
    JsonNode result = tree.path("result");
    String words = HidePeople.in(tree.path("error_message").asText("").strip(), people);
    if (!answer.isGood() && !result.isBoolean()) {
      throw new NoAnswer(NameTrouble.ofPage(answer.status(), words));
    }
    if (!result.isBoolean()) {
      throw new NoAnswer(Failure.unread("neither result true nor false in it").trouble());
    }
    if (!result.asBoolean() || !answer.isGood()) {
      throw new NoAnswer(refusal(answer.status(), tree.path("error").asText(""), words));
    }
    // One generation of the API says Parameters where the others say data.
    return new Envelope(tree.has("data") ? tree.path("data") : tree.path("Parameters"));
  }

  private static JsonNode tree(WebAnswer answer) throws IOException {
    try (InputStream body = answer.body()) {
      return JSON.readTree(body);
    }
  }

  /** Its numbers are written down nowhere, so its words decide what they can. */
  private static Trouble refusal(int status, String error, String words) {
    if (status == 401 || status == 403 || status == 429 || status >= 500) {
      return NameTrouble.ofPage(status, words);
    }
    String code = error.matches("\\w{1,20}") ? REFUSED + error : REFUSED + "refused";
    String reason = words.isEmpty() ? "Error " + error : words + " (" + error + ")";
    return NameTrouble.busy(words).orElseGet(() -> new Trouble(Kind.REFUSED, code, reason));
  }
}
