package ru.fitcrm.hub.config.start;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The key that connection secrets are encrypted with, kept outside the database. Its text is
 * masked.
 *
 * @param base64 32 bytes in base64
 */
public record HubKey(String base64) {

  public static final int LENGTH = 32;

  /** The key of this text, empty if it is not base64 of 32 bytes. */
  public static Optional<HubKey> parse(String text) {
    try {
      byte[] bytes = Base64.getDecoder().decode(text.strip());
      return bytes.length == LENGTH
          ? Optional.of(new HubKey(Base64.getEncoder().encodeToString(bytes)))
          : Optional.empty();
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }

  /** A new random key. */
  public static HubKey random() {
    byte[] bytes = new byte[LENGTH];
    new SecureRandom().nextBytes(bytes);
    return new HubKey(Base64.getEncoder().encodeToString(bytes));
  }

  /** The 32 bytes, a fresh copy. */
  public byte[] bytes() {
    return Base64.getDecoder().decode(base64);
  }

  /** Tells one key from another without giving it away: 12 hex digits. */
  public String fingerprint() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update("hub-key:".getBytes(StandardCharsets.US_ASCII));
      return HexFormat.of().formatHex(digest.digest(bytes()), 0, 6);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Override
  public String toString() {
    return "HubKey[" + fingerprint() + "]";
  }
}
