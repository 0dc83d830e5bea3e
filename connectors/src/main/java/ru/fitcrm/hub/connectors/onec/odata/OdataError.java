package ru.fitcrm.hub.connectors.onec.odata;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.connectors.onec.ForbiddenText;
import ru.fitcrm.hub.connectors.onec.HidePeople;
import ru.fitcrm.hub.connectors.onec.NameTrouble;
import ru.fitcrm.hub.connectors.onec.ReadPage;
import ru.fitcrm.hub.connectors.onec.WebAnswer;
import ru.fitcrm.hub.core.sync.ClubSystem.Trouble;
import ru.fitcrm.hub.core.sync.ClubSystem.Trouble.Kind;

/**
 * What is wrong, in whichever of four bodies it comes: OData's error in JSON, the same in XML, an
 * exception of the application server in JSON, or a page.
 *
 * @param byOdata the interface itself says so: the request got that far
 */
record OdataError(Trouble trouble, boolean byOdata) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String GONE = "Экземпляр сущности не найден";
  private static final Pattern XML_ERROR =
      Pattern.compile(
          "(?s)<(\\w+:)?error\\b.*?<(?:\\w+:)?code[^>]*>([^<]*)<.*?<(?:\\w+:)?message[^>]*>(.*?)"
              + "</(?:\\w+:)?message>");

  static OdataError of(WebAnswer answer) throws IOException {
    byte[] page = answer.page();
    String text = new String(page, StandardCharsets.UTF_8).replace("\ufeff", "").strip();
    OdataError read = text.startsWith("{") ? json(answer.status(), text) : xml(answer, text);
    return read == null ? page(answer.status(), words(page, answer)) : read;
  }

  private static String words(byte[] page, WebAnswer answer) {
    return HidePeople.in(ReadPage.words(page, answer.contentType()), List.of());
  }

  private static OdataError page(int status, String words) {
    return new OdataError(NameTrouble.ofPage(status, words), false);
  }

  private static @Nullable OdataError json(int status, String text) {
    JsonNode tree;
    try {
      tree = JSON.readTree(text);
    } catch (JsonProcessingException e) {
      return null;
    }
    JsonNode error = tree.path("odata.error");
    if (error.isObject()) {
      JsonNode message = error.path("message");
      String value = message.isObject() ? message.path("value").asText() : message.asText();
      return error(status, error.path("code").asText(), value);
    }
    JsonNode exception = tree.path("exception");
    return exception.isObject()
        ? page(exception.path("reason").asInt(status), descriptions(exception))
        : null;
  }

  /** The outermost says what was asked, the innermost why not. */
  private static String descriptions(JsonNode exception) {
    List<String> all = new ArrayList<>();
    for (JsonNode at = exception; at.isObject() && all.size() < 10; at = at.path("inner")) {
      all.add(plain(at.path("descr").asText()));
    }
    Set<String> lines = new LinkedHashSet<>();
    (all.size() > 1 ? all.subList(1, all.size()) : all)
        .forEach(text -> text.lines().map(String::strip).forEach(lines::add));
    lines.remove("");
    return String.join(" ", lines);
  }

  private static @Nullable OdataError xml(WebAnswer answer, String text) {
    Matcher error = XML_ERROR.matcher(text);
    return text.startsWith("<") && error.find()
        ? error(answer.status(), error.group(2).strip(), unescape(error.group(3)))
        : null;
  }

  private static String unescape(String text) {
    return text.replace("<![CDATA[", "")
        .replace("]]>", "")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&apos;", "'")
        .replace("&amp;", "&");
  }

  private static String plain(String text) {
    return HidePeople.in(ForbiddenText.decode(text.strip()), List.of());
  }

  private static OdataError error(int status, String code, String message) {
    String reason = plain(message);
    return new OdataError(
        NameTrouble.busy(reason).orElseGet(() -> named(status, code, reason)), true);
  }

  /** 404 alone says nothing: a web server before 1C answers with it too. */
  private static Trouble named(int status, String code, String reason) {
    if (status == 401 || status == 406 || status == 429) {
      return NameTrouble.ofPage(status, reason);
    }
    if (reason.contains(GONE)) {
      return new Trouble(Kind.REFUSED, "gone", reason);
    }
    return switch (code) {
      case "8" -> new Trouble(Kind.REFUSED, "map-entity", reason);
      case "10" -> new Trouble(Kind.REFUSED, "map-property", reason);
      case "20" -> new Trouble(Kind.REFUSED, "forbidden", reason);
      default -> NameTrouble.ofFault(reason);
    };
  }
}
