package ru.fitcrm.hub.connectors.webhook;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.connectors.InRequest;
import ru.fitcrm.hub.connectors.Reply;
import ru.fitcrm.hub.connectors.http.Digests;
import ru.fitcrm.hub.connectors.http.ReadFields;
import ru.fitcrm.hub.core.platform.InvalidInput;

/** Whether a request is from whom the connection is for. */
final class CheckSender {

  private static final String STANDARD_PREFIX = "whsec_";

  /** As the libraries of Standard Webhooks have it, to both sides. */
  private static final Duration TOLERANCE = Duration.ofMinutes(5);

  private final InstantSource clock;

  CheckSender(InstantSource clock) {
    this.clock = clock;
  }

  /** Empty if it is; else what the stranger is answered. */
  Optional<Reply> refusal(WebhookInSettings settings, InRequest request) {
    String secret = settings.secret();
    if (secret == null) {
      return Optional.empty();
    }
    return switch (settings.signing()) {
      case NONE -> shows(settings, request, secret);
      case HMAC_SHA256 -> signs(settings, request, secret);
      case STANDARD_WEBHOOKS -> signsByStandard(request, secret);
    };
  }

  private static Optional<Reply> shows(
      WebhookInSettings settings, InRequest request, String secret) {
    String shown = shown(settings.secretPlace(), request);
    return shown != null && Digests.same(shown, secret)
        ? Optional.empty()
        : refused(
            "secret.wrong",
            "The connection's secret must stand in the header, parameter or field "
                + settings.secretPlace());
  }

  private static @Nullable String shown(String place, InRequest request) {
    String header = request.header(place);
    if (header != null) {
      return header.startsWith("Bearer ") ? header.substring("Bearer ".length()) : header;
    }
    String parameter = request.query().get(place);
    return parameter == null ? inBody(place, request) : parameter;
  }

  private static @Nullable String inBody(String place, InRequest request) {
    try {
      return ReadFields.of(request.body()).at(place).orElse(null);
    } catch (InvalidInput unreadable) {
      return null;
    }
  }

  /** In hexadecimal or base64, with or without {@code sha256=} before it. */
  private static Optional<Reply> signs(
      WebhookInSettings settings, InRequest request, String secret) {
    String place = settings.signaturePlace();
    String shown = String.valueOf(request.header(place)).replaceFirst("^sha256=", "");
    String hex = Digests.hmac("HmacSHA256", secret, request.body().bytes());
    String base64 = Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex));
    return Digests.same(shown.toLowerCase(Locale.ROOT), hex) || Digests.same(shown, base64)
        ? Optional.empty()
        : refused("signature.wrong", place + " is not the body's HMAC-SHA256 with the secret");
  }

  private Optional<Reply> signsByStandard(InRequest request, String secret) {
    String id = request.header("webhook-id");
    String time = request.header("webhook-timestamp");
    String signatures = request.header("webhook-signature");
    if (id == null || signatures == null || time == null || !time.matches("\\d{1,12}")) {
      return refused(
          "signature.missing", "webhook-id, webhook-timestamp and webhook-signature are needed");
    }
    Instant told = Instant.ofEpochSecond(Long.parseLong(time));
    if (Duration.between(told, clock.instant()).abs().compareTo(TOLERANCE) > 0) {
      return refused("signature.old", "webhook-timestamp is more than five minutes off");
    }
    String expected = "v1," + standard(secret, id + "." + time + ".", request.body().bytes());
    for (String signature : signatures.split(" ", -1)) {
      if (Digests.same(signature, expected)) {
        return Optional.empty();
      }
    }
    return refused(
        "signature.wrong", "No v1 signature of webhook-signature is made with the secret");
  }

  private static String standard(String secret, String before, byte[] body) {
    ByteArrayOutputStream signed = new ByteArrayOutputStream();
    signed.writeBytes(before.getBytes(StandardCharsets.UTF_8));
    signed.writeBytes(body);
    String key =
        secret.startsWith(STANDARD_PREFIX) ? secret.substring(STANDARD_PREFIX.length()) : secret;
    return Base64.getEncoder()
        .encodeToString(Digests.mac("HmacSHA256", keyBytes(key), signed.toByteArray()));
  }

  private static byte[] keyBytes(String key) {
    try {
      return Base64.getDecoder().decode(key);
    } catch (IllegalArgumentException plain) {
      return key.getBytes(StandardCharsets.UTF_8);
    }
  }

  private static Optional<Reply> refused(String code, String detail) {
    return Optional.of(Reply.problem(403, code, detail));
  }
}
