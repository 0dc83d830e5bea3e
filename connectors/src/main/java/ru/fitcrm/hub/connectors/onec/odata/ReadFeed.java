package ru.fitcrm.hub.connectors.onec.odata;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.connectors.onec.WebAnswer;

/** A packet of changes: an Atom feed of whole objects and of tombstones, read one by one. */
final class ReadFeed {

  /** Hears what changed. */
  interface Changes {

    /**
     * @param entity for example {@code Catalog_Клиенты}
     */
    void changed(String entity, Entry entry);

    void deleted(String entity, String ref);

    /** Something is gone that has no ref of its own, such as a register's records. */
    void other();
  }

  private static final String ATOM = "http://www.w3.org/2005/Atom";
  private static final String TOMBSTONES = "http://purl.org/atompub/tombstones/1.0";
  private static final String DATA = "http://schemas.microsoft.com/ado/2007/08/dataservices";
  private static final String META = DATA + "/metadata";
  private static final String NAMESPACE = "StandardODATA.";
  private static final Pattern OBJECT =
      Pattern.compile("([^/(]+)\\(guid'([0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})'\\)");

  private final XMLStreamReader xml;
  private final Changes changes;

  private ReadFeed(XMLStreamReader xml, Changes changes) {
    this.xml = xml;
    this.changes = changes;
  }

  /** Reads a feed to its end; an answer that is none is the page it is. */
  static void of(WebAnswer answer, Changes changes) throws IOException {
    String start = answer.start();
    boolean isFeed = start.startsWith("<") && start.matches("(?s).*<(\\w+:)?(feed|entry)[\\s>].*");
    if (!isFeed || start.toLowerCase(Locale.ROOT).contains("<html")) {
      throw answer.notData();
    }
    Xml.read(answer.body(), xml -> new ReadFeed(xml, changes).all());
  }

  private void all() throws XMLStreamException {
    while (xml.hasNext()) {
      if (xml.next() != XMLStreamConstants.START_ELEMENT) {
        continue;
      }
      if (is(ATOM, "entry")) {
        entry();
      } else if (is(TOMBSTONES, "deleted-entry")) {
        tombstone(Objects.requireNonNullElse(xml.getAttributeValue(null, "ref"), ""));
      }
    }
  }

  private boolean is(String namespace, String name) {
    return name.equals(xml.getLocalName()) && namespace.equals(xml.getNamespaceURI());
  }

  private void tombstone(String ref) {
    String plain = ref.contains("%") ? URLDecoder.decode(ref, StandardCharsets.UTF_8) : ref;
    Matcher object = OBJECT.matcher(plain);
    if (object.find()) {
      changes.deleted(object.group(1), object.group(2));
    } else {
      changes.other();
    }
  }

  private void entry() throws XMLStreamException {
    String entity = "";
    Entry entry = null;
    while (!isEndOf("entry", xml.next())) {
      if (!xml.isStartElement()) {
        continue;
      }
      if (is(ATOM, "category")) {
        entity = Objects.requireNonNullElse(xml.getAttributeValue(null, "term"), "");
      } else if (is(META, "properties")) {
        entry = properties("properties");
      }
    }
    if (entry == null || !entity.startsWith(NAMESPACE)) {
      changes.other();
    } else {
      changes.changed(entity.substring(NAMESPACE.length()), entry);
    }
  }

  private boolean isEndOf(String name, int event) {
    return event == XMLStreamConstants.END_DOCUMENT
        || (event == XMLStreamConstants.END_ELEMENT && name.equals(xml.getLocalName()));
  }

  private Entry properties(String until) throws XMLStreamException {
    Map<String, String> cells = new HashMap<>();
    Map<String, List<Map<String, String>>> sections = new HashMap<>();
    while (!isEndOf(until, xml.next())) {
      if (xml.isStartElement()) {
        property(cells, sections);
      }
    }
    return new Entry(cells, sections);
  }

  private void property(Map<String, String> cells, Map<String, List<Map<String, String>>> sections)
      throws XMLStreamException {
    String name = xml.getLocalName();
    String type = Objects.requireNonNullElse(xml.getAttributeValue(META, "type"), "");
    if (type.startsWith("Collection(")) {
      sections.put(name, section(name));
      return;
    }
    boolean isNull = "true".equals(xml.getAttributeValue(META, "null"));
    String text = text();
    if (!isNull && text != null) {
      cells.put(name, text);
    }
  }

  private List<Map<String, String>> section(String name) throws XMLStreamException {
    List<Map<String, String>> rows = new ArrayList<>();
    while (!isEndOf(name, xml.next())) {
      if (xml.isStartElement() && xml.getLocalName().equals("element")) {
        rows.add(properties("element").cells());
      }
    }
    return rows;
  }

  /** The text of an element; null if it holds others, which are left out. */
  private @Nullable String text() throws XMLStreamException {
    StringBuilder text = new StringBuilder();
    boolean others = false;
    for (int depth = 1; depth > 0; ) {
      switch (xml.next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          others = true;
          depth++;
        }
        case XMLStreamConstants.END_ELEMENT -> depth--;
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
            text.append(xml.getText());
        default -> {}
      }
    }
    return others ? null : text.toString();
  }
}
