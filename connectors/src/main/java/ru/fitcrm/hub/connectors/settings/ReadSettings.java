package ru.fitcrm.hub.connectors.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import ru.fitcrm.hub.core.platform.InvalidInput;

/**
 * Reads a connection's settings into the record of its kind, checks them, and keeps secrets apart.
 */
@Component
public final class ReadSettings {

  private static final String ROOT = "settings";

  private final ObjectMapper json;
  private final Validator validator;
  private final DescribeSettings shapes;

  public ReadSettings(ObjectMapper json, Validator validator, DescribeSettings shapes) {
    this.json = json;
    this.validator = validator;
    this.shapes = shapes;
  }

  /**
   * Settings that are all right.
   *
   * @param plain what may be stored and shown
   * @param secrets path → value of the secrets that were given now; others stay as they are
   */
  public record Checked<S extends Record>(
      S settings, ObjectNode plain, Map<String, String> secrets) {

    @Override
    public String toString() {
      return "Checked[" + settings.getClass().getSimpleName() + "]";
    }
  }

  /**
   * Reads what a person or program sent.
   *
   * @param sent an object, or null for none; a secret left out or empty stays as it is stored
   * @param stored the connection's settings with secrets, null for a new one
   * @throws InvalidInput naming the field, for example {@code settings.port}
   */
  public <S extends Record> Checked<S> check(
      Class<S> type, @Nullable JsonNode sent, @Nullable ObjectNode stored) {
    ObjectNode plain = requireObject(sent).deepCopy();
    SettingsShape shape = shapes.of(type);
    Map<String, String> given = takeSecrets(plain, shape.secrets());
    ObjectNode whole = plain.deepCopy();
    for (String path : shape.secrets()) {
      String value = given.containsKey(path) ? given.get(path) : storedSecret(stored, path);
      put(whole, path, value);
    }
    S settings = typed(type, whole);
    addFallbacks(plain, shape);
    return new Checked<>(settings, plain, given);
  }

  /**
   * Reads stored settings with their secrets, for Test and production.
   *
   * @throws InvalidInput if they no longer fit their kind
   */
  public <S extends Record> S typed(Class<S> type, ObjectNode whole) {
    S settings = read(type, whole);
    validator.validate(settings).stream()
        .min(Comparator.comparing(wrong -> wrong.getPropertyPath().toString()))
        .ifPresent(
            wrong -> {
              throw invalid(wrong);
            });
    return settings;
  }

  private <S extends Record> S read(Class<S> type, ObjectNode whole) {
    try {
      return json.readerFor(type)
          .with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .readValue(whole);
    } catch (UnrecognizedPropertyException e) {
      String path = path(e.getPath());
      throw new InvalidInput(path, "field.unknown", "There is no setting " + path);
    } catch (JsonMappingException e) {
      String path = path(e.getPath());
      throw new InvalidInput(path, "field.type", path + " has a value of a wrong type");
    } catch (JsonProcessingException e) {
      throw new InvalidInput(ROOT, "field.type", "settings cannot be read");
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static ObjectNode requireObject(@Nullable JsonNode sent) {
    if (sent == null || sent.isNull()) {
      return com.fasterxml.jackson.databind.node.JsonNodeFactory.instance.objectNode();
    }
    if (sent instanceof ObjectNode object) {
      return object;
    }
    throw new InvalidInput(ROOT, "field.type", "settings must be an object");
  }

  private static Map<String, String> takeSecrets(ObjectNode plain, List<String> paths) {
    Map<String, String> given = new LinkedHashMap<>();
    for (String path : paths) {
      JsonNode place = parent(plain, path);
      JsonNode value = place instanceof ObjectNode object ? object.remove(last(path)) : null;
      if (value == null || value.isNull()) {
        continue;
      }
      if (!value.isTextual()) {
        String field = ROOT + "." + path;
        throw new InvalidInput(field, "field.type", field + " must be text in quotes");
      }
      if (!value.asText().isEmpty()) {
        given.put(path, value.asText());
      }
    }
    return given;
  }

  private static @Nullable String storedSecret(@Nullable ObjectNode stored, String path) {
    JsonNode value = stored == null ? null : parent(stored, path).get(last(path));
    return value == null || value.isNull() ? null : value.asText();
  }

  private static void put(ObjectNode whole, String path, @Nullable String value) {
    if (value != null && parent(whole, path) instanceof ObjectNode place) {
      place.put(last(path), value);
    }
  }

  /** The object a path's last step stands in; a missing node if it is not there. */
  private static JsonNode parent(ObjectNode from, String path) {
    int end = path.lastIndexOf('.');
    return end < 0 ? from : from.at("/" + path.substring(0, end).replace('.', '/'));
  }

  private static String last(String path) {
    return path.substring(path.lastIndexOf('.') + 1);
  }

  private static void addFallbacks(ObjectNode plain, SettingsShape shape) {
    for (SettingsShape.Field field : shape.fields()) {
      String fallback = field.fallback();
      if (fallback == null || field.secret() || plain.hasNonNull(field.name())) {
        continue;
      }
      switch (field.type()) {
        case NUMBER -> plain.put(field.name(), Long.parseLong(fallback));
        case FLAG -> plain.put(field.name(), Boolean.parseBoolean(fallback));
        default -> plain.put(field.name(), fallback);
      }
    }
  }

  private static InvalidInput invalid(ConstraintViolation<?> wrong) {
    String field = ROOT + "." + wrong.getPropertyPath().toString().replace(".<list element>", "");
    String constraint =
        wrong.getConstraintDescriptor().getAnnotation().annotationType().getSimpleName();
    String code =
        switch (constraint) {
          case "NotBlank", "NotNull", "NotEmpty" -> "required";
          case "Min", "Max", "Positive", "PositiveOrZero" -> "field.range";
          default -> "field.invalid";
        };
    return new InvalidInput(field, code, field + " " + wrong.getMessage());
  }

  private static String path(List<JsonMappingException.Reference> steps) {
    StringBuilder path = new StringBuilder(ROOT);
    for (JsonMappingException.Reference step : steps) {
      path.append(
          step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName());
    }
    return path.toString();
  }
}
