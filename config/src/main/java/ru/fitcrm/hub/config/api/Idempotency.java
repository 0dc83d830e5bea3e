package ru.fitcrm.hub.config.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import ru.fitcrm.hub.core.platform.Conflict;
import ru.fitcrm.hub.core.platform.InvalidInput;

/**
 * Does a request with an {@code Idempotency-Key} once. The key, its answer and the effect are one
 * transaction: a second request with the key waits a few seconds for the first and gets its answer,
 * or takes the key over where the first one failed.
 */
@Component
final class Idempotency {

  static final String HEADER = "Idempotency-Key";
  private static final String REPLAYED = "Idempotency-Replayed";
  private static final int LONGEST_KEY = 255;
  private static final String LOCK_NOT_AVAILABLE = "55P03";

  private static final String TAKE_KEY =
      """
      insert into idempotency_key (key, request_hash) values (:key, :hash)
      on conflict (club_id, key) do nothing returning key""";
  private static final String KEEP_ANSWER =
      """
      update idempotency_key set status = :status, body = cast(:body as jsonb), location = :location
       where key = :key""";

  private final JdbcClient jdbc;
  private final ObjectMapper json;

  Idempotency(JdbcClient jdbc, ObjectMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  /**
   * Runs {@code work} inside the club's gate, once for its key.
   *
   * @param key the header, null if there is none
   * @param what method and path, so that a key means one request
   * @param request the body as it was read
   */
  ResponseEntity<?> once(
      InClub club,
      @Nullable String key,
      String what,
      Object request,
      Supplier<? extends ResponseEntity<?>> work) {
    if (key == null) {
      return club.in(work::get);
    }
    if (key.isBlank() || key.length() > LONGEST_KEY) {
      throw new InvalidInput(
          HEADER, "idempotency-key.length", HEADER + " takes 1 to " + LONGEST_KEY + " characters");
    }
    try {
      return club.in(() -> doOnce(key, hash(what, request), work));
    } catch (PessimisticLockingFailureException busy) {
      throw new Conflict(
          "idempotency-key.busy",
          "The first request with this key is still running: try later",
          busy);
    }
  }

  private ResponseEntity<?> doOnce(
      String key, byte[] hash, Supplier<? extends ResponseEntity<?>> work) {
    if (!take(key, hash)) {
      return answerOf(key, hash);
    }
    ResponseEntity<?> answer = work.get();
    URI location = answer.getHeaders().getLocation();
    jdbc.sql(KEEP_ANSWER)
        .param("status", answer.getStatusCode().value())
        .param("body", write(answer.getBody()))
        .param("location", location == null ? null : location.toString())
        .param("key", key)
        .update();
    return answer;
  }

  /** Waits here while another transaction holds the key, but not for ever. */
  private boolean take(String key, byte[] hash) {
    limitWait("1s");
    boolean taken = insert(key, hash);
    limitWait("0");
    return taken;
  }

  /** Spring has no name of its own for PostgreSQL's waiting too long for a lock. */
  private boolean insert(String key, byte[] hash) {
    try {
      return jdbc.sql(TAKE_KEY)
          .param("key", key)
          .param("hash", hash)
          .query(String.class)
          .optional()
          .isPresent();
    } catch (UncategorizedSQLException e) {
      SQLException cause = e.getSQLException();
      if (cause != null && LOCK_NOT_AVAILABLE.equals(cause.getSQLState())) {
        throw new CannotAcquireLockException("Another request holds the key", e);
      }
      throw e;
    }
  }

  private void limitWait(String time) {
    jdbc.sql("select set_config('lock_timeout', :time, true)")
        .param("time", time)
        .query(String.class)
        .single();
  }

  private ResponseEntity<?> answerOf(String key, byte[] hash) {
    Kept kept =
        jdbc.sql(
                """
                select encode(request_hash, 'hex') as hash, status, body::text as body, location from idempotency_key
                 where key = :key""")
            .param("key", key)
            .query(
                (row, i) ->
                    new Kept(
                        row.getString("hash"),
                        row.getInt("status"),
                        row.getString("body"),
                        row.getString("location")))
            .single();
    if (!kept.hash().equals(HexFormat.of().formatHex(hash))) {
      throw new IdempotencyKeyReused();
    }
    return kept.answer();
  }

  private record Kept(String hash, int status, @Nullable String body, @Nullable String location) {

    ResponseEntity<String> answer() {
      HttpHeaders headers = new HttpHeaders();
      headers.set(REPLAYED, "true");
      headers.setContentType(MediaType.APPLICATION_JSON);
      if (location != null) {
        headers.setLocation(URI.create(location));
      }
      return ResponseEntity.status(status).headers(headers).body(body);
    }
  }

  private byte[] hash(String what, Object request) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(what.getBytes(StandardCharsets.UTF_8));
      return digest.digest(write(request).getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every Java", e);
    }
  }

  private String write(@Nullable Object thing) {
    try {
      return json.writeValueAsString(thing);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("What the API answers must be JSON", e);
    }
  }
}
