package ru.fitcrm.hub.connectors.onec.fitness;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.connectors.http.WebQuestion;
import ru.fitcrm.hub.connectors.onec.Answer;
import ru.fitcrm.hub.connectors.onec.WebCalls;

/** Calls of one club's API: its login, its key, and a client's token where one is needed. */
final class ApiCalls {

  private final String service;
  private final Map<String, String> headers;
  private final WebCalls web;

  /**
   * @param service root of the API, ending with a slash
   */
  ApiCalls(String service, Map<String, String> login, String apiKey, WebCalls web) {
    this.service = service;
    this.web = web;
    Map<String, String> all = new HashMap<>(login);
    all.put("apikey", apiKey);
    all.put("Accept", "application/json");
    this.headers = Map.copyOf(all);
  }

  /**
   * @param token of the client to speak for, null for none
   */
  Answer<JsonNode> get(String path, Map<String, String> query, @Nullable String token) {
    String url = service + path + (query.isEmpty() ? "" : "?" + WebQuestion.form(query));
    WebQuestion question = WebQuestion.get(url).with(headers);
    WebQuestion whole = token == null ? question : question.with(Map.of("usertoken", token));
    return web.ask(whole, answer -> Envelope.read(answer, List.of()).data());
  }

  /**
   * @param people what is to be hidden in the API's own words
   */
  Answer<JsonNode> post(String path, String json, Collection<String> people) {
    WebQuestion question =
        WebQuestion.post(service + path, "application/json; charset=utf-8", json).with(headers);
    return web.ask(question, answer -> Envelope.read(answer, people).data());
  }
}
