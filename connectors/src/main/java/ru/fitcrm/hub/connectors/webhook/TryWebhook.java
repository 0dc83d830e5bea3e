package ru.fitcrm.hub.connectors.webhook;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import ru.fitcrm.hub.core.connection.TestReport;
import ru.fitcrm.hub.core.connection.TestReport.Step;
import ru.fitcrm.hub.core.outbox.Outcome;
import ru.fitcrm.hub.core.outbox.Sent;

/** Posts the event {@code webhook.test} as production posts events, and says how it went. */
@Component
public final class TryWebhook {

  private static final int ANSWER_SHOWN = 300;

  private final PostWebhook post;
  private final AllowedAddresses allowed;
  private final Clock clock;

  TryWebhook(PostWebhook post, AllowedAddresses allowed, Clock clock) {
    this.post = post;
    this.allowed = allowed;
    this.clock = clock;
  }

  /**
   * A test that was posted.
   *
   * @param id its {@code webhook-id}
   * @param sent null if its address may not be dialled, or nobody knows it
   */
  public record Tried(
      String id, ObjectNode body, TestReport report, @Nullable Sent sent, Duration took) {}

  /**
   * @param secrets all that sign, the one in use first
   */
  public Tried post(WebhookSettings settings, List<String> secrets) {
    String id = "test_" + UUID.randomUUID();
    ObjectNode event = event();
    Step address = address(settings.baseUrl());
    if (!address.ok()) {
      return new Tried(id, event, TestReport.of(List.of(address)), null, Duration.ZERO);
    }
    long began = System.nanoTime();
    Sent sent =
        post.post(
            new Letter(
                settings.baseUrl(),
                id,
                event.toString().getBytes(StandardCharsets.UTF_8),
                secrets,
                Duration.ofSeconds(settings.timeoutSeconds())));
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    return new Tried(id, event, TestReport.of(List.of(address, step(sent))), sent, took);
  }

  private Step address(String url) {
    try {
      InetAddress[] found = allowed.resolve(String.valueOf(TargetAddress.of(url).getHost()));
      return new Step("address", true, found[0].getHostAddress(), null);
    } catch (AllowedAddresses.NotAllowed inner) {
      return new Step("address", false, String.valueOf(inner.getMessage()), "webhook-out.inner");
    } catch (UnknownHostException | IllegalArgumentException unknown) {
      return new Step(
          "address", false, "No name server knows this name", "webhook-out.unreachable");
    }
  }

  private static Step step(Sent sent) {
    return switch (sent.outcome()) {
      case Outcome.Delivered taken -> new Step("send", true, answer(sent), null);
      case Outcome.ConnectionDown down ->
          new Step("send", false, down.reason(), "webhook-out.unreachable");
      case Outcome.Overloaded busy ->
          new Step("send", false, said(busy.reason(), sent), "webhook-out.failed");
      case Outcome.RetryAt later ->
          new Step("send", false, said(later.reason(), sent), hint(later));
      case Outcome.Rejected gone -> new Step("send", false, gone.reason(), "webhook-out.gone");
      default -> throw new IllegalStateException("No such end of a webhook");
    };
  }

  private static @Nullable String hint(Outcome.RetryAt later) {
    return later.code().equals("redirect") ? "webhook-out.redirect" : "webhook-out.failed";
  }

  private static String said(String reason, Sent sent) {
    String answer = answer(sent);
    return answer.isEmpty() ? reason : reason + " — " + answer;
  }

  private static String answer(Sent sent) {
    if (sent.exchange() == null || !sent.exchange().has("response")) {
      return "";
    }
    String body = sent.exchange().at("/response/body").asText();
    String shown = body.length() > ANSWER_SHOWN ? body.substring(0, ANSWER_SHOWN) + "…" : body;
    return ("HTTP " + sent.exchange().at("/response/status").asInt() + " " + shown).strip();
  }

  /** Its fields in the order the database keeps them, so that sent again it is the same bytes. */
  private ObjectNode event() {
    String now = clock.instant().toString();
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    event.putObject("data").put("test", true);
    event.put("type", "webhook.test");
    event.putObject("subject").put("id", 0).put("type", "webhook");
    event.put("timestamp", now).put("occurredAt", now);
    return event;
  }
}
