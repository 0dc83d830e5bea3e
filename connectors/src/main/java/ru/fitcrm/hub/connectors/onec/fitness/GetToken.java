package ru.fitcrm.hub.connectors.onec.fitness;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.connectors.onec.Answer;
import ru.fitcrm.hub.connectors.onec.Cell;
import ru.fitcrm.hub.connectors.onec.Failure;
import ru.fitcrm.hub.connectors.onec.fitness.OnecFitnessSettings.TokenWay;
import ru.fitcrm.hub.core.sync.ClubSystem.Trouble.Kind;

/** Gets the token to speak for a client with, without the client's password. */
final class GetToken {

  private final ApiCalls calls;
  private final TokenWay way;
  private final String signSecret;

  GetToken(ApiCalls calls, TokenWay way, @Nullable String signSecret) {
    this.calls = calls;
    this.way = way;
    this.signSecret = signSecret == null ? "" : signSecret;
  }

  /** A null token: there is no such client. */
  Answer<String> of(@Nullable String ref, @Nullable String phone) {
    if (way == TokenWay.SIGN && phone == null) {
      return new Answer.Failed<>(
          Failure.notBegun(
              Kind.REFUSED, "phone-needed", "By sign a client is found by phone only"));
    }
    Answer<JsonNode> answer = way == TokenWay.SIGN ? bySign(phone) : byLookup(ref, phone);
    return switch (answer) {
      case Answer.Given<JsonNode> given -> new Answer.Given<>(token(given.value()));
      case Answer.Failed<JsonNode> failed ->
          Strangers.isOne(failed.failure().trouble())
              ? new Answer.Given<>(null)
              : new Answer.Failed<>(failed.failure());
    };
  }

  private Answer<JsonNode> bySign(@Nullable String phone) {
    String digits = Digits.of(String.valueOf(phone));
    Map<String, String> query = new LinkedHashMap<>();
    query.put("phone", digits);
    query.put("sign", sign(digits, signSecret));
    return calls.get("pass_token/", query, null);
  }

  private Answer<JsonNode> byLookup(@Nullable String ref, @Nullable String phone) {
    Map<String, String> query =
        ref == null ? Map.of("phone", Digits.of(String.valueOf(phone))) : Map.of("client_id", ref);
    return calls.get("client_usertoken", query, null);
  }

  /** SHA-256 of the phone and the secret, in hexadecimal digits. */
  static String sign(String digits, String secret) {
    try {
      byte[] both = ("phone:" + digits + ";key:" + secret).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(both));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  private static @Nullable String token(@Nullable JsonNode data) {
    if (data == null) {
      return null;
    }
    for (String name : new String[] {"pass_token", "user_token"}) {
      if (data.path(name).isTextual()) {
        return Cell.text(data.path(name).asText());
      }
    }
    return data.isTextual() ? Cell.text(data.asText()) : null;
  }
}
