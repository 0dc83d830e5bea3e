package ru.fitcrm.hub.connectors.sms.smsru;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import ru.fitcrm.hub.connectors.InRequest;
import ru.fitcrm.hub.connectors.MessageChannel;
import ru.fitcrm.hub.connectors.MessageConnector;
import ru.fitcrm.hub.connectors.ReceivingConnector;
import ru.fitcrm.hub.connectors.Reply;
import ru.fitcrm.hub.connectors.sms.smsru.SmsRuCalls.Said;
import ru.fitcrm.hub.core.connection.TestReport;
import ru.fitcrm.hub.core.connection.TestReport.Step;
import ru.fitcrm.hub.core.inbox.Handled;
import ru.fitcrm.hub.core.inbox.RawBody;
import ru.fitcrm.hub.core.message.Channel;
import ru.fitcrm.hub.core.message.ChannelNews;
import ru.fitcrm.hub.core.outbox.Outcome;
import ru.fitcrm.hub.core.platform.InvalidInput;

/** Kind {@code sms-ru}. The address of the connection is to be added to the callbacks of sms.ru. */
@Component
class SmsRuConnector implements MessageConnector<SmsRuSettings>, ReceivingConnector<SmsRuSettings> {

  private static final int MAX_BYTES = 256 * 1024;

  /** Anything else, and sms.ru repeats it every minute for five days. */
  private static final Reply TAKEN = Reply.text(200, "100");

  @Override
  public String kind() {
    return "sms-ru";
  }

  @Override
  public Class<SmsRuSettings> settingsType() {
    return SmsRuSettings.class;
  }

  @Override
  public Channel channel(SmsRuSettings settings) {
    return Channel.SMS;
  }

  @Override
  public MessageChannel open(SmsRuSettings settings, Arrivals arrivals) {
    return new SmsRuChannel(settings);
  }

  @Override
  public TestReport test(SmsRuSettings settings) {
    try (SmsRuCalls calls = new SmsRuCalls(settings)) {
      return switch (calls.ask("my/balance", Map.of())) {
        case Said.Silent silent ->
            TestReport.of(
                List.of(new Step("reach", false, "No answer of sms.ru", "sms-ru.unreachable")));
        case Said.NotJson page ->
            TestReport.of(
                List.of(
                    new Step("reach", false, "HTTP " + page.httpStatus(), "sms-ru.not-gateway")));
        case Said.Json json -> TestReport.of(account(settings, json, calls));
      };
    }
  }

  private static List<Step> account(SmsRuSettings settings, Said.Json json, SmsRuCalls calls) {
    List<Step> steps = new ArrayList<>();
    steps.add(new Step("reach", true, "sms.ru answers", null));
    if (json.code() != 100) {
      String reason =
          NameCode.refusal(json.code()) instanceof Outcome.ConnectionDown down
              ? down.reason()
              : "Refused";
      steps.add(new Step("login", false, json.code() + ": " + reason, "sms-ru.login"));
      return steps;
    }
    steps.add(new Step("login", true, "Accepted", null));
    double balance = json.body().path("balance").asDouble();
    String money = json.body().path("balance").asText();
    steps.add(new Step("balance", balance > 0, money, balance > 0 ? null : "sms-ru.no-money"));
    steps.add(senders(settings, calls));
    return steps;
  }

  /** Of an account without senders the answer has no list at all. */
  private static Step senders(SmsRuSettings settings, SmsRuCalls calls) {
    List<String> senders = new ArrayList<>();
    if (calls.ask("my/senders", Map.of()) instanceof Said.Json json && json.code() == 100) {
      for (JsonNode sender : json.body().path("senders")) {
        senders.add(sender.asText());
      }
    }
    String wanted = settings.sender();
    boolean ok = wanted == null ? !senders.isEmpty() : senders.contains(wanted);
    String all = senders.isEmpty() ? "-" : String.join(", ", senders);
    // Without an own sender sms.ru may still send from its common one: a warning only.
    return new Step("senders", ok || wanted == null, all, ok ? null : "sms-ru.sender");
  }

  @Override
  public int maxBytes() {
    return MAX_BYTES;
  }

  @Override
  public Hearing hear(SmsRuSettings settings, InRequest request) {
    try {
      ReadCallback callback = ReadCallback.of(request.body());
      return callback.isSignedWith(settings.apiId())
          ? new Hearing.Keep(callback.hash(), null, null)
          : new Hearing.Refuse(
              Reply.problem(403, "signature.wrong", "hash is not made with this account's api_id"));
    } catch (InvalidInput unreadable) {
      return new Hearing.Refuse(
          Reply.problem(400, unreadable.code(), String.valueOf(unreadable.getMessage())));
    }
  }

  @Override
  public Reply reply(@Nullable Handled handled) {
    return TAKEN;
  }

  @Override
  public List<ChannelNews> read(SmsRuSettings settings, RawBody body) {
    return ReadCallback.of(body).news();
  }
}
