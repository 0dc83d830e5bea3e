package ru.fitcrm.hub.sandbox.onec.prepared;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import ru.fitcrm.hub.sandbox.onec.base.GeneratedBase;
import ru.fitcrm.hub.sandbox.onec.base.Row;
import ru.fitcrm.hub.sandbox.onec.front.Request;
import ru.fitcrm.hub.sandbox.onec.soap.WebServiceRoom;

/**
 * Writes a base's clients, contracts and visits as the web service's answers, a file a page, in
 * folders {@code first} and {@code changed}: there 1 % of the rows is another.
 */
final class PreparePages {

  static final String FIRST = "first";
  static final String CHANGED = "changed";
  static final String NO_CHANGES = "no-changes.xml";

  private static final int PAGE = 10_000;
  private static final List<Row.Kind> KINDS =
      List.of(Row.Kind.CLIENT, Row.Kind.CONTRACT, Row.Kind.VISIT);
  private static final ZoneId ZONE = ZoneId.of("Europe/Moscow");

  private final GeneratedBase base;
  private final WebServiceRoom room;

  PreparePages(long clients, long seed, LocalDate today) {
    base = GeneratedBase.of(clients, seed, today);
    room = new WebServiceRoom(base, InstantSource.system(), ZONE);
  }

  void into(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(
        folder.resolve(NO_CHANGES), ask("GetChanges", "<token></token><pageSize>1000</pageSize>"));
    writeAll(folder.resolve(FIRST));
    base.change(Math.toIntExact(rows() / 100));
    writeAll(folder.resolve(CHANGED));
  }

  private void writeAll(Path folder) throws IOException {
    Files.createDirectories(folder);
    int page = 0;
    for (Row.Kind kind : KINDS) {
      long count = base.count(kind);
      for (long from = 0; from < count; from += PAGE) {
        boolean last = kind == Row.Kind.VISIT && from + PAGE >= count;
        String answer = page(kind, from, Math.min(PAGE, count - from));
        Files.writeString(
            folder.resolve(page + ".xml"),
            put(put(answer, "next", last ? "" : Integer.toString(page + 1)), "total", rows()));
        page++;
      }
    }
  }

  private String page(Row.Kind kind, long from, long size) {
    return ask(
        "GetAll",
        "<position>" + kind + ":" + from + "</position><pageSize>" + size + "</pageSize>");
  }

  private String ask(String operation, String parameters) {
    String body =
        """
        <soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body>\
        <%s xmlns="http://fitcrm.ru/hub-exchange/1.0">%s</%s></soap:Body></soap:Envelope>"""
            .formatted(operation, parameters, operation);
    Map<String, String> headers = Map.of("content-type", "text/xml; charset=utf-8");
    Request request =
        new Request("POST", "/fitness/ws/hubexchange.1cws", null, operation, "", headers, body);
    return new String(room.answer(request).body(), StandardCharsets.UTF_8);
  }

  private long rows() {
    return KINDS.stream().mapToLong(base::count).sum();
  }

  private static String put(String answer, String element, Object value) {
    return answer.replaceFirst(
        "(<(?:\\w+:)?" + element + ")(?:>[^<]*</| [^>]*/>)", "$1>" + value + "</");
  }
}
