package ru.fitcrm.hub.connectors.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A secret two sides share: {@code whsec_} and 24 to 64 random bytes in base64. */
public final class WebhookSecret {

  static final String SHAPE = "(whsec_[A-Za-z0-9+/]{32,88}={0,2})?";
  private static final String PREFIX = "whsec_";
  private static final int FEWEST = 24;
  private static final int MOST = 64;
  private static final int USUAL = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  private WebhookSecret() {}

  public static String make() {
    byte[] bytes = new byte[USUAL];
    RANDOM.nextBytes(bytes);
    return PREFIX + Base64.getEncoder().encodeToString(bytes);
  }

  /** Whether somebody's own secret can be used. */
  public static boolean isFit(String secret) {
    try {
      int length = key(secret).length;
      return secret.startsWith(PREFIX) && length >= FEWEST && length <= MOST;
    } catch (IllegalArgumentException notBase64) {
      return false;
    }
  }

  /**
   * {@code v1,} and the HMAC-SHA256 of {@code id.timestamp.body} in base64.
   *
   * @param timestamp seconds since 1970
   */
  static String sign(String secret, String id, long timestamp, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key(secret), "HmacSHA256"));
      mac.update((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
      return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HMAC-SHA256 is not available on this Java", e);
    }
  }

  private static byte[] key(String secret) {
    return Base64.getDecoder().decode(secret.replaceFirst("^" + PREFIX, ""));
  }
}
