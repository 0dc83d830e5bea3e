package ru.fitcrm.hub.connectors.webhook;

import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.core.outbox.Outcome;

/** What an answer means by Standard Webhooks: 2xx alone is success, 410 wants no more. */
final class JudgeAnswer {

  private final ReadRetryAfter retryAfter;

  JudgeAnswer(ReadRetryAfter retryAfter) {
    this.retryAfter = retryAfter;
  }

  /**
   * @param header {@code Retry-After}, null if there was none
   */
  Outcome of(int status, @Nullable String header) {
    if (status >= 200 && status < 300) {
      return new Outcome.Delivered();
    }
    if (status >= 300 && status < 400) {
      return new Outcome.RetryAt(
          null,
          "redirect",
          "It answered HTTP "
              + status
              + ", a redirect, and webhooks follow none: give the endpoint its new address");
    }
    return switch (status) {
      case 410 ->
          new Outcome.Rejected("gone", "It answered HTTP 410: the receiver wants no more events");
      case 429, 502, 503, 504 ->
          new Outcome.Overloaded(
              retryAfter.read(header),
              "http-" + status,
              "It answered HTTP " + status + ": the receiver is overloaded or restarting");
      default ->
          new Outcome.RetryAt(
              retryAfter.read(header), "http-" + status, "It answered HTTP " + status);
    };
  }
}
