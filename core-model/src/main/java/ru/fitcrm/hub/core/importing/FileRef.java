package ru.fitcrm.hub.core.importing;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a person of a file is known by again, where the file itself gives no id. */
public final class FileRef {

  private FileRef() {}

  /**
   * By phone and name.
   *
   * @param number E.164
   */
  public static String ofPhone(String number, @Nullable String name) {
    return "p:" + digest(number + "|" + called(name));
  }

  /** By name and what else is known. */
  public static String ofName(
      @Nullable String name, @Nullable String email, @Nullable Object birthDate) {
    return "n:" + digest(called(name) + "|" + email + "|" + birthDate);
  }

  /** The same for the same text, on every machine. */
  public static String digest(String text) {
    return HexFormat.of().formatHex(Arrays.copyOf(hash(text), 16));
  }

  /** The whole hash {@link #digest} begins with. */
  public static byte[] hash(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  private static String called(@Nullable String name) {
    return name == null ? "" : name.toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
  }
}
