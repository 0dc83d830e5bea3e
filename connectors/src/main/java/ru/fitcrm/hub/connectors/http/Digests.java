package ru.fitcrm.hub.connectors.http;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Digests and signatures in hexadecimal, and comparing them without telling how far they agree. */
public final class Digests {

  private Digests() {}

  /**
   * @param algorithm for example {@code SHA-256}
   */
  public static String hex(String algorithm, byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has " + algorithm, e);
    }
  }

  /**
   * @param algorithm for example {@code HmacSHA256}
   */
  public static String hmac(String algorithm, String key, byte[] bytes) {
    return HexFormat.of().formatHex(mac(algorithm, key.getBytes(StandardCharsets.UTF_8), bytes));
  }

  /** The same with a key of bytes, as bytes. */
  public static byte[] mac(String algorithm, byte[] key, byte[] bytes) {
    try {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(key, algorithm));
      return mac.doFinal(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has " + algorithm, e);
    }
  }

  public static boolean same(String shown, String expected) {
    return MessageDigest.isEqual(
        shown.getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8));
  }
}
