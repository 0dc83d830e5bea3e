package ru.fitcrm.hub.config.security;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * How often each key may ask: a bucket of as many tokens as it has requests a minute, filled
 * steadily. Kept in memory: each node counts what it is asked, so that a club's limit is as many
 * times higher as there are nodes.
 */
@Component
final class LimitKeys {

  private static final Duration WINDOW = Duration.ofMinutes(1);
  private static final int CLEAN_ABOVE = 10_000;

  private final Map<Long, Bucket> buckets = new ConcurrentHashMap<>();
  private final InstantSource clock;

  LimitKeys(java.time.Clock systemClock) {
    this.clock = systemClock;
  }

  /**
   * What a key has left after this request.
   *
   * @param allowed whether this one is answered
   * @param remaining requests it may make at once now
   * @param fullAfter seconds until it has its whole quota again
   * @param retryAfter seconds until one more is answered, 0 if at once
   */
  record Left(boolean allowed, int quota, int remaining, long fullAfter, long retryAfter) {

    /** {@code RateLimit-Policy} of draft-ietf-httpapi-ratelimit-headers. */
    String policy() {
      return "\"default\";q=" + quota + ";w=" + WINDOW.toSeconds();
    }

    /** {@code RateLimit} of draft-ietf-httpapi-ratelimit-headers. */
    String now() {
      return "\"default\";r=" + remaining + ";t=" + (allowed ? fullAfter : retryAfter);
    }
  }

  /** Takes one request of a key's quota, or refuses it. */
  Left take(long key, int perMinute) {
    if (buckets.size() > CLEAN_ABOVE) {
      forgetFull();
    }
    Instant now = clock.instant();
    Taken taken = new Taken();
    buckets.compute(
        key,
        (same, bucket) -> {
          Bucket filled = bucket == null ? Bucket.full(perMinute, now) : bucket.at(perMinute, now);
          taken.allowed = filled.tokens() >= 1;
          taken.after = taken.allowed ? filled.less() : filled;
          return taken.after;
        });
    return taken.left();
  }

  private void forgetFull() {
    Instant now = clock.instant();
    buckets.values().removeIf(bucket -> bucket.at(bucket.perMinute(), now).isFull());
  }

  /** What a bucket's turn brings out of it. */
  private static final class Taken {
    private boolean allowed;
    private Bucket after = new Bucket(1, 0, Instant.EPOCH);

    Left left() {
      return new Left(
          allowed,
          after.perMinute(),
          (int) after.tokens(),
          after.secondsUntil(after.perMinute()),
          allowed ? 0 : Math.max(1, after.secondsUntil(1)));
    }
  }

  private record Bucket(int perMinute, double tokens, Instant at) {

    static Bucket full(int perMinute, Instant now) {
      return new Bucket(perMinute, perMinute, now);
    }

    /** A larger quota is there at once, not only when it has filled. */
    Bucket at(int quota, Instant now) {
      double seconds = Math.max(0, Duration.between(at, now).toNanos() / 1e9);
      double more = Math.max(0, quota - perMinute) + seconds * rate(quota);
      return new Bucket(quota, Math.min(quota, tokens + more), now);
    }

    Bucket less() {
      return new Bucket(perMinute, tokens - 1, at);
    }

    boolean isFull() {
      return tokens >= perMinute;
    }

    long secondsUntil(double wanted) {
      return (long) Math.ceil(Math.max(0, wanted - tokens) / rate(perMinute));
    }

    private static double rate(int quota) {
      return quota / (double) WINDOW.toSeconds();
    }
  }
}
