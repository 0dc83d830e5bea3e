package ru.fitcrm.hub.connectors.sms.smsru;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.connectors.MessageChannel;
import ru.fitcrm.hub.connectors.Traced;
import ru.fitcrm.hub.connectors.http.Heard;
import ru.fitcrm.hub.connectors.sms.smsru.SmsRuCalls.Said;
import ru.fitcrm.hub.core.message.ChannelNews.Stage;
import ru.fitcrm.hub.core.message.Purpose;
import ru.fitcrm.hub.core.message.TextToSend;
import ru.fitcrm.hub.core.outbox.Outcome;

/**
 * Sends one message a request. sms.ru knows no ids of ours: when its answer is lost nobody can ask
 * what became of the message, and it is not sent again by itself.
 */
final class SmsRuChannel implements MessageChannel {

  private static final int REMEMBERED = 10_000;
  private static final String LOOK =
      ". Look for the number in the list of messages at sms.ru before sending again";

  private final SmsRuSettings settings;
  private final SmsRuCalls calls;

  /** Id of a message → sms.ru's, of those it took while this channel is open. */
  private final Map<String, String> taken =
      Collections.synchronizedMap(
          new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
              return size() > REMEMBERED;
            }
          });

  SmsRuChannel(SmsRuSettings settings) {
    this.settings = settings;
    this.calls = new SmsRuCalls(settings);
  }

  @Override
  public Outcome send(TextToSend message) {
    String digits = message.address().replaceAll("\\D", "");
    return switch (calls.ask("sms/send", fields(message, digits))) {
      case Said.Json json -> sent(json, message.id(), digits);
      case Said.NotJson page -> notJson(page.httpStatus());
      case Said.Silent silent -> silent(silent.heard());
    };
  }

  private Map<String, String> fields(TextToSend message, String digits) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("to", digits);
    fields.put("msg", message.words());
    fields.put("ttl", String.valueOf(message.purpose().goodFor().toMinutes()));
    if (settings.sender() != null) {
      fields.put("from", settings.sender());
    }
    if (settings.daytime() && message.purpose() == Purpose.AD) {
      fields.put("daytime", "1");
    }
    if (settings.trial()) {
      fields.put("test", "1");
    }
    return fields;
  }

  /** The request may be taken and its only number refused; a refusal has an id as well. */
  private Outcome sent(Said.Json answer, String id, String digits) {
    if (answer.code() != 100) {
      return NameCode.refusal(answer.code());
    }
    JsonNode number = entry(answer.body().path("sms"), digits);
    if (number == null) {
      return new Outcome.Unknown("The gateway answered nothing about the number" + LOOK);
    }
    int code = number.path("status_code").asInt();
    if (!"OK".equals(number.path("status").asText())) {
      return NameCode.refusal(code);
    }
    String externalId = number.path("sms_id").asText("");
    if (externalId.isEmpty()) {
      return new Outcome.Accepted(null);
    }
    taken.put(id, externalId);
    return new Outcome.Accepted(externalId);
  }

  private static @Nullable JsonNode entry(JsonNode numbers, String digits) {
    for (Map.Entry<String, JsonNode> each : numbers.properties()) {
      if (each.getKey().replaceAll("\\D", "").equals(digits)) {
        return each.getValue();
      }
    }
    return numbers.size() == 1 ? numbers.elements().next() : null;
  }

  /** A page before the gateway may hide an answer of the gateway itself. */
  private static Outcome notJson(int httpStatus) {
    return switch (httpStatus) {
      case 429, 503 ->
          new Outcome.RetryAt(null, "http-" + httpStatus, "The gateway asks to come later");
      case 401, 403, 404, 405 ->
          new Outcome.ConnectionDown(
              "http-" + httpStatus, "This is not the gateway's address: check it");
      default ->
          httpStatus >= 300 && httpStatus < 400
              ? new Outcome.ConnectionDown("redirect", "The gateway has moved: check the address")
              : new Outcome.Unknown("The answer was not the gateway's own" + LOOK);
    };
  }

  private static Outcome silent(Heard heard) {
    return switch (heard) {
      case Heard.NotSent not -> new Outcome.ConnectionDown(not.code(), not.reason());
      case Heard.Lost lost -> new Outcome.Unknown(lost.reason() + LOOK);
      case Heard.Answered answered -> throw new IllegalStateException("An answer is not silence");
    };
  }

  @Override
  public Traced find(TextToSend message) {
    String externalId = taken.get(message.id());
    if (externalId == null) {
      return new Traced.CannotBeAsked();
    }
    return new Traced.Told(
        calls.ask("sms/status", Map.of("sms_id", externalId)) instanceof Said.Json json
                && json.code() == 100
            ? found(json, externalId)
            : new Outcome.ConnectionDown("no-status", "No status could be got"));
  }

  private static Outcome found(Said.Json answer, String externalId) {
    int code = answer.body().path("sms").path(externalId).path("status_code").asInt(-1);
    Stage stage = NameCode.stage(code);
    return switch (stage) {
      case ACCEPTED -> new Outcome.Accepted(externalId);
      case DELIVERED, READ -> new Outcome.Delivered();
      case FAILED -> new Outcome.Rejected("smsru-" + code, NameCode.failure(code));
    };
  }

  @Override
  public void close() {
    calls.close();
  }
}
