package ru.fitcrm.hub.connectors.onec.odata;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import ru.fitcrm.hub.connectors.onec.Failure;
import ru.fitcrm.hub.connectors.onec.NoAnswer;
import ru.fitcrm.hub.connectors.onec.WebAnswer;

/**
 * What a 1C publishes of the entities that are asked for: {@code $metadata}, megabytes of it, read
 * as it comes.
 *
 * @param types entity, or the type of a section's rows → property → its type
 */
record Published(Map<String, Map<String, String>> types) {

  private static final String NAMESPACE = "StandardODATA.";
  private static final String COLLECTION = "Collection(" + NAMESPACE;

  /**
   * @param wanted entities to look for
   * @throws NoAnswer if it is no {@code $metadata}
   */
  static Published read(WebAnswer answer, List<String> wanted) throws IOException {
    if (!answer.start().contains("Edmx")) {
      throw answer.notData();
    }
    Reading reading = new Reading(wanted);
    Xml.read(answer.body(), reading::all);
    if (!reading.complete) {
      throw new NoAnswer(Failure.unread("no entities in $metadata").trouble());
    }
    reading.types.keySet().removeIf(name -> wanted.contains(name) && !reading.sets.contains(name));
    return new Published(reading.types);
  }

  private static final class Reading {

    private final List<String> wanted;
    private final Map<String, Map<String, String>> types = new HashMap<>();
    private final Set<String> sets = new HashSet<>();
    private boolean complete;

    private Reading(List<String> wanted) {
      this.wanted = wanted;
    }

    private void all(XMLStreamReader xml) throws XMLStreamException {
      while (xml.hasNext()) {
        if (xml.next() != XMLStreamConstants.START_ELEMENT) {
          continue;
        }
        switch (xml.getLocalName()) {
          case "EntityType", "ComplexType" -> type(xml, name(xml));
          case "EntitySet" -> sets.add(name(xml));
          case "EntityContainer" -> complete = true;
          default -> {}
        }
      }
    }

    private void type(XMLStreamReader xml, String type) throws XMLStreamException {
      if (wanted.stream().noneMatch(each -> type.equals(each) || type.startsWith(each + "_"))) {
        return;
      }
      Map<String, String> properties = types.computeIfAbsent(type, first -> new HashMap<>());
      String end = xml.getLocalName();
      while (!(xml.next() == XMLStreamConstants.END_ELEMENT && xml.getLocalName().equals(end))) {
        if (xml.isStartElement() && xml.getLocalName().equals("Property")) {
          properties.put(
              name(xml), Objects.requireNonNullElse(xml.getAttributeValue(null, "Type"), ""));
        }
      }
    }

    private static String name(XMLStreamReader xml) {
      return Objects.requireNonNullElse(xml.getAttributeValue(null, "Name"), "");
    }
  }

  boolean has(String entity) {
    return types.containsKey(entity);
  }

  /** Properties of an entity; none if it is not published. */
  Map<String, String> properties(String entity) {
    return types.getOrDefault(entity, Map.of());
  }

  /** Properties of the rows of a tabular section, whose type is {@code Collection(…)}. */
  Map<String, String> rows(String collection) {
    return collection.startsWith(COLLECTION)
        ? properties(collection.substring(COLLECTION.length(), collection.length() - 1))
        : Map.of();
  }
}
