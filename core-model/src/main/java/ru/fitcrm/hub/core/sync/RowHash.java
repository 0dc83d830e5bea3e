package ru.fitcrm.hub.core.sync;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A number that differs, for all purposes, when what was told differs. One thread at a time. */
final class RowHash {

  private final MessageDigest digest;
  private final StringBuilder text = new StringBuilder();

  RowHash() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  long of(@Nullable String ownerRef, boolean bare, List<@Nullable Object> cells) {
    text.setLength(0);
    text.append(ownerRef).append(bare ? '\1' : '\2');
    for (Object cell : cells) {
      // A null and the word "null" are told apart by what stands before them.
      text.append(cell == null ? '\3' : '\4').append(cell);
    }
    byte[] hashed = digest.digest(text.toString().getBytes(StandardCharsets.UTF_8));
    return ByteBuffer.wrap(hashed).getLong();
  }
}
