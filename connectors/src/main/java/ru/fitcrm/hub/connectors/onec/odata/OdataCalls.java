package ru.fitcrm.hub.connectors.onec.odata;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.connectors.http.WebQuestion;
import ru.fitcrm.hub.connectors.onec.Answer;
import ru.fitcrm.hub.connectors.onec.NoAnswer;
import ru.fitcrm.hub.connectors.onec.WebAnswer;
import ru.fitcrm.hub.connectors.onec.WebCalls;

/** Calls of one connection: one after another, in one session of the base. */
final class OdataCalls implements AutoCloseable {

  private final String service;
  private final Map<String, String> login;
  private final WebCalls web;
  private final BaseSession session = new BaseSession();
  private boolean staleSession;

  /**
   * @param service root of the service, ending with a slash
   * @param login header of the login
   */
  OdataCalls(String service, Map<String, String> login, WebCalls web) {
    this.service = service;
    this.login = Map.copyOf(login);
    this.web = web;
  }

  /** Root of the service: a node of an exchange plan is named with it. */
  String service() {
    return service;
  }

  /** Reads an answer that is no error. */
  interface Reader<T> {
    @Nullable T read(WebAnswer answer) throws IOException;
  }

  /**
   * Asks for entities or for what describes them.
   *
   * @param path within the service, not encoded
   * @param query in order, not encoded
   */
  <T> Answer<T> get(String path, Map<String, String> query, Reader<T> reader) {
    return ask(WebQuestion.get(url(path, query)), reader);
  }

  /** Calls a function that changes something there. */
  <T> Answer<T> post(String path, Map<String, String> query, Reader<T> reader) {
    WebQuestion question = new WebQuestion("POST", url(path, query), Map.of(), new byte[0]);
    return ask(question, reader);
  }

  private String url(String path, Map<String, String> query) {
    return service
        + WebQuestion.encode(path)
        + (query.isEmpty() ? "" : "?" + WebQuestion.form(query));
  }

  private synchronized <T> Answer<T> ask(WebQuestion question, Reader<T> reader) {
    Answer<T> answer = askIn(session.headers(), question, reader);
    if (staleSession) {
      session.forget();
      answer = askIn(session.headers(), question, reader);
    }
    return answer;
  }

  private <T> Answer<T> askIn(
      Map<String, String> inSession, WebQuestion question, Reader<T> reader) {
    staleSession = false;
    Map<String, String> headers = new HashMap<>(login);
    headers.putAll(inSession);
    headers.put("Accept-Charset", "UTF-8");
    return web.ask(question.with(headers), answer -> reader.read(good(answer)));
  }

  private WebAnswer good(WebAnswer answer) throws IOException {
    if (answer.isGood()) {
      session.hear(answer);
      return answer;
    }
    OdataError error = OdataError.of(answer);
    staleSession = session.isStale(answer.status()) && !error.byOdata();
    throw new NoAnswer(error.trouble());
  }

  /** Gives the session back: a licence may hang on it. */
  synchronized void finish() {
    if (session.isOpen()) {
      Answer<List<String>> ignored =
          askIn(
              session.lastHeaders(),
              WebQuestion.get(url("", Map.of("$format", "json"))),
              answer -> List.of());
      session.forget();
      staleSession = ignored instanceof Answer.Failed;
    }
  }

  @Override
  public void close() {
    finish();
  }
}
