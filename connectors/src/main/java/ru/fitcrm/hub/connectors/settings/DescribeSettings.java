package ru.fitcrm.hub.connectors.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.validation.Validator;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import ru.fitcrm.hub.connectors.settings.SettingsShape.Field;
import ru.fitcrm.hub.core.connection.Secret;

/**
 * Finds the shape of a settings record: its components, their validation, their secrets. What is
 * taken for a field left out, and which fields must not be, is learned from reading an empty
 * object: whatever the record makes of it are defaults, wherever it is then invalid is required.
 */
@Component
public final class DescribeSettings {

  private final ObjectMapper json;
  private final Validator validator;
  private final Map<Class<?>, SettingsShape> shapes = new ConcurrentHashMap<>();

  public DescribeSettings(ObjectMapper json, Validator validator) {
    this.json = json;
    this.validator = validator;
  }

  public SettingsShape of(Class<? extends Record> type) {
    return shapes.computeIfAbsent(type, known -> new SettingsShape(fields(type, "")));
  }

  private List<Field> fields(Class<?> type, String above) {
    @Nullable Object empty = readEmpty(type);
    List<Field> fields = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      fields.add(field(type, component, above, empty));
    }
    return fields;
  }

  private Field field(
      Class<?> owner, RecordComponent component, String above, @Nullable Object empty) {
    String path = above + component.getName();
    FieldType type = typeOf(component.getType());
    Class<?> item = type == FieldType.LIST ? itemOf(component) : null;
    Class<?> inner = item == null ? component.getType() : item;
    List<Field> fields = inner.isRecord() ? fields(inner, path + ".") : List.of();
    Min min = annotation(owner, component, Min.class);
    Max max = annotation(owner, component, Max.class);
    Pattern pattern = annotation(owner, component, Pattern.class);
    return new Field(
        component.getName(),
        path,
        type,
        required(owner, component, empty),
        annotation(owner, component, Secret.class) != null,
        fallback(component, empty),
        min == null ? null : Long.valueOf(min.value()),
        max == null ? null : Long.valueOf(max.value()),
        pattern == null ? null : pattern.regexp(),
        choices(inner),
        item == null ? null : typeOf(item),
        fields);
  }

  private boolean required(Class<?> owner, RecordComponent component, @Nullable Object empty) {
    if (empty != null) {
      return !validator.validateProperty(empty, component.getName()).isEmpty();
    }
    return annotation(owner, component, NotBlank.class) != null
        || annotation(owner, component, NotNull.class) != null
        || annotation(owner, component, NotEmpty.class) != null;
  }

  private static @Nullable String fallback(RecordComponent component, @Nullable Object empty) {
    Object value = empty == null ? null : value(component, empty);
    if (value == null || value instanceof Collection<?> || value instanceof Record) {
      return null;
    }
    return value.toString().isBlank() ? null : value.toString();
  }

  private static @Nullable Object value(RecordComponent component, Object of) {
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(of);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("A record's accessor cannot be called", e);
    }
  }

  private @Nullable Object readEmpty(Class<?> type) {
    try {
      return json.readValue("{}", type);
    } catch (JsonProcessingException needsMore) {
      return null;
    }
  }

  private static FieldType typeOf(Class<?> type) {
    if (type == boolean.class || type == Boolean.class) {
      return FieldType.FLAG;
    }
    if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
      return FieldType.NUMBER;
    }
    if (Collection.class.isAssignableFrom(type)) {
      return FieldType.LIST;
    }
    return type.isRecord() ? FieldType.OBJECT : FieldType.TEXT;
  }

  private static Class<?> itemOf(RecordComponent component) {
    return component.getGenericType() instanceof ParameterizedType list
            && list.getActualTypeArguments()[0] instanceof Class<?> item
        ? item
        : String.class;
  }

  private static List<String> choices(Class<?> type) {
    return type.isEnum()
        ? Arrays.stream(type.getEnumConstants()).map(String::valueOf).toList()
        : List.of();
  }

  /** On the component, or on the field it became: an annotation's target decides where it went. */
  private static <A extends Annotation> @Nullable A annotation(
      Class<?> owner, RecordComponent component, Class<A> type) {
    A direct = component.getAnnotation(type);
    if (direct != null) {
      return direct;
    }
    try {
      A onField = owner.getDeclaredField(component.getName()).getAnnotation(type);
      return onField == null ? onType(component.getAnnotatedType(), type) : onField;
    } catch (NoSuchFieldException e) {
      throw new IllegalStateException("A record's component is always a field", e);
    }
  }

  private static <A extends Annotation> @Nullable A onType(AnnotatedType annotated, Class<A> type) {
    return annotated instanceof AnnotatedParameterizedType ? null : annotated.getAnnotation(type);
  }
}
