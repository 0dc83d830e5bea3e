package ru.fitcrm.hub.core.connection;

import com.google.crypto.tink.subtle.AesGcmJce;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;

/** Encrypts secrets of connections (AES-GCM) with a key kept outside the database. */
public final class SecretBox {

  public static final int KEY_BYTES = 32;

  private final AesGcmJce cipher;

  /**
   * @param key 32 random bytes
   */
  public SecretBox(byte[] key) {
    if (key.length != KEY_BYTES) {
      throw new IllegalArgumentException("The secret key must be " + KEY_BYTES + " bytes");
    }
    try {
      cipher = new AesGcmJce(key);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM is not available on this Java", e);
    }
  }

  /**
   * @param bound what the secret belongs to; opening needs the same, so a cipher copied to another
   *     connection's row opens nothing
   */
  public String seal(String secret, String bound) {
    try {
      byte[] sealed = cipher.encrypt(bytes(secret), bytes(bound));
      return Base64.getEncoder().encodeToString(sealed);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("A secret could not be encrypted", e);
    }
  }

  /**
   * @throws UnreadableSecret if it was sealed with another key, or for another place
   */
  public String open(String sealed, String bound) {
    try {
      byte[] secret = cipher.decrypt(Base64.getDecoder().decode(sealed), bytes(bound));
      return new String(secret, StandardCharsets.UTF_8);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new UnreadableSecret(e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * The secret cannot be read with this key: give HUB_SECRET_KEY it was saved under, or set it
   * anew.
   */
  public static final class UnreadableSecret extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnreadableSecret(Throwable cause) {
      super("The secret was saved under another HUB_SECRET_KEY: set it anew", cause);
    }
  }
}
