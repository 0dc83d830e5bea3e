package ru.fitcrm.hub.sandbox.onec.odata;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.sandbox.onec.base.GeneratedBase;
import ru.fitcrm.hub.sandbox.onec.base.Row;
import ru.fitcrm.hub.sandbox.onec.front.Answer;
import ru.fitcrm.hub.sandbox.onec.front.Fault;
import ru.fitcrm.hub.sandbox.onec.front.OnecWords;
import ru.fitcrm.hub.sandbox.onec.front.Query;
import ru.fitcrm.hub.sandbox.onec.front.Request;
import ru.fitcrm.hub.sandbox.onec.front.Room;

/**
 * The base's standard OData interface at {@code /fitness/odata/standard.odata/}, with an exchange
 * plan {@code ОбменСХабом} that has the node {@code ХАБ} for the hub.
 */
public final class OdataRoom implements Room {

  private static final String PATH = "/fitness/odata/standard.odata/";
  private static final String JSON = "application/json;odata=nometadata;charset=utf-8";
  private static final Pattern NODE =
      Pattern.compile("'[^']*" + ExchangeNode.PLAN + "\\(guid'([0-9a-f-]+)'\\)'");

  private final GeneratedBase base;
  private final ExchangeNode node;
  private final Sessions sessions = new Sessions();
  private final Set<String> published = new LinkedHashSet<>();
  private volatile long breaksAbove = Long.MAX_VALUE;

  public OdataRoom(GeneratedBase base) {
    this.base = base;
    this.node = new ExchangeNode(base);
    for (Row.Kind kind : Row.Kind.values()) {
      published.add(Thing.entity(kind));
    }
  }

  public Sessions sessions() {
    return sessions;
  }

  /** A page of more objects than this is more than the server can bear. */
  public void breaksAbove(long objects) {
    breaksAbove = objects;
  }

  /** Takes an entity out of what was chosen to be published. */
  public synchronized void unpublish(String entity) {
    published.remove(entity);
  }

  /** As a base begins: nothing is chosen. */
  public synchronized void unpublishAll() {
    published.clear();
  }

  /** Removes a row for good; whoever reads changes is told by a tombstone. */
  public void remove(String clientRef) {
    node.remove(clientRef);
    base.markDeleted(clientRef, true);
  }

  @Override
  public String path() {
    return PATH;
  }

  /** The entity or function; {@code service} for the root. */
  @Override
  public String operation(String path, Map<String, String> headers) {
    String asked = path.substring(Math.min(path.length(), PATH.length()));
    return asked.isEmpty() ? "service" : asked;
  }

  @Override
  public Answer answer(Request request) {
    Answer refused = sessions.refuse(request.headers());
    return refused == null ? sessions.mark(request.headers(), inSession(request)) : refused;
  }

  private Answer inSession(Request request) {
    Query query = Query.of(request.query());
    return switch (request.operation()) {
      case "service" -> Answer.of(200, JSON, service());
      case "$metadata" ->
          Answer.of(200, "application/xml;charset=utf-8", WriteMetadata.of(base, published()));
      case ExchangeNode.PLAN -> Answer.of(200, JSON, node.list());
      case "SelectChanges", "NotifyChangesReceived" -> exchange(request, query);
      default -> entities(request.operation(), query);
    };
  }

  private synchronized Set<String> published() {
    return Set.copyOf(published);
  }

  private synchronized String service() {
    return published.stream()
        .map(name -> "{\"name\": \"" + name + "\", \"url\": \"" + name + "\"}")
        .collect(Collectors.joining(",\r\n", "{\"value\": [", "]}"));
  }

  private Answer entities(String entity, Query query) {
    Optional<Row.Kind> kind = Thing.kind(entity).filter(found -> published().contains(entity));
    if (kind.isEmpty()) {
      return said(OnecWords.odataError(404, "8", "Тип сущности '" + entity + "' не найден"));
    }
    if (query.number("$top", Long.MAX_VALUE) > breaksAbove) {
      return said(OnecWords.page(500, "The device is full. 28: No space left on device"));
    }
    try {
      Choose.Chosen chosen = new Choose(base, kind.get(), query).all();
      Long count = query.text("$inlinecount").equals("allpages") ? chosen.total() : null;
      return Answer.of(200, JSON, WriteJson.list(chosen.things(), count));
    } catch (Choose.Refused e) {
      String text = String.valueOf(e.getMessage());
      return said(OnecWords.odataError(e.status(), e.status() == 500 ? "-1" : "14", text));
    }
  }

  private Answer exchange(Request request, Query query) {
    if (!request.method().equals("POST")) {
      return said(OnecWords.odataXmlError(405, "19", "Метод запрещен"));
    }
    String asked = asked(query);
    long number = query.number("MessageNo", -1);
    if (!ExchangeNode.HUB.equals(asked) || number < 1) {
      return said(OnecWords.odataXmlError(500, "-1", "Недопустимое значение параметра"));
    }
    if (request.operation().equals("NotifyChangesReceived")) {
      node.notify(number);
      return Answer.of(200, null, "");
    }
    String host = request.headers().getOrDefault("host", "localhost");
    return Answer.of(
        200,
        "application/atom+xml;type=feed;charset=utf-8",
        node.select("http://" + host + PATH, number));
  }

  private static @Nullable String asked(Query query) {
    Matcher point = NODE.matcher(query.text("DataExchangePoint"));
    return point.matches() ? point.group(1) : null;
  }

  private static Answer said(Fault fault) {
    return ((Fault.Instead) fault).answer();
  }
}
