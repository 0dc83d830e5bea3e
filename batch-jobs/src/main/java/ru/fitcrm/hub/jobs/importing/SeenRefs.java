package ru.fitcrm.hub.jobs.importing;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;

/** Refs a file has told so far, by eight bytes each: half a million fit into memory. */
final class SeenRefs {

  private final Set<Long> seen = new HashSet<>();

  boolean isNew(String ref) {
    return seen.add(ByteBuffer.wrap(hash(ref)).getLong());
  }

  /** The same for the same text, on every machine. */
  static String digest(String text) {
    return HexFormat.of().formatHex(Arrays.copyOf(hash(text), 16));
  }

  private static byte[] hash(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
