package ru.fitcrm.hub.connectors.sms.smsru;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import ru.fitcrm.hub.connectors.http.AskOnce;
import ru.fitcrm.hub.connectors.http.Heard;
import ru.fitcrm.hub.connectors.http.WebQuestion;

/** Asks sms.ru; the api_id goes in the body, never in the address. */
final class SmsRuCalls implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final SmsRuSettings settings;
  private final AskOnce web;

  SmsRuCalls(SmsRuSettings settings) {
    this.settings = settings;
    this.web = new AskOnce(AskOnce.Limits.seconds(settings.timeoutSeconds()));
  }

  /** What sms.ru said, if it did. */
  sealed interface Said {

    /**
     * @param code 100 if the request as a whole was taken
     */
    record Json(int code, JsonNode body) implements Said {}

    /** Something else answered, for example a proxy's page. */
    record NotJson(int httpStatus) implements Said {}

    record Silent(Heard heard) implements Said {}
  }

  Said ask(String method, Map<String, String> fields) {
    Map<String, String> form = new LinkedHashMap<>(fields);
    form.put("api_id", settings.apiId());
    WebQuestion question =
        WebQuestion.post(
            settings.url(method),
            "application/x-www-form-urlencoded; charset=utf-8",
            WebQuestion.form(form));
    Heard heard = web.ask(question);
    return heard instanceof Heard.Answered answered ? said(answered) : new Said.Silent(heard);
  }

  private static Said said(Heard.Answered answered) {
    try {
      JsonNode body = JSON.readTree(answered.text());
      if (body != null && body.has("status_code")) {
        return new Said.Json(body.path("status_code").asInt(), body);
      }
    } catch (JsonProcessingException e) {
      return new Said.NotJson(answered.status());
    }
    return new Said.NotJson(answered.status());
  }

  @Override
  public void close() {
    web.close();
  }
}
