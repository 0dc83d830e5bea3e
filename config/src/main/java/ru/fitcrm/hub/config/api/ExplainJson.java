package ru.fitcrm.hub.config.api;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.Temporal;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import ru.fitcrm.hub.core.platform.InvalidInput;

/** Says what is wrong with a JSON body: which field, or which line, and what is expected there. */
final class ExplainJson {

  private ExplainJson() {}

  static ProblemDetail of(JsonProcessingException wrong) {
    if (wrong.getCause() instanceof InvalidInput input) {
      return field(input.field(), input.code(), input.getMessage());
    }
    if (!(wrong instanceof JsonMappingException mapping) || mapping.getPath().isEmpty()) {
      return malformed(wrong);
    }
    String field = path(mapping.getPath());
    return switch (mapping) {
      case UnrecognizedPropertyException unknown ->
          field(field, "field.unknown", "There is no field " + field + known(unknown));
      case InvalidFormatException format ->
          field(field, "field.invalid", field + " must be " + expected(format.getTargetType()));
      case MismatchedInputException mismatch ->
          field(field, "field.type", field + " must be " + expected(mismatch.getTargetType()));
      default -> field(field, "field.invalid", field + " has a value that cannot be read");
    };
  }

  private static ProblemDetail malformed(JsonProcessingException wrong) {
    JsonLocation at = wrong.getLocation();
    boolean known = at != null && at.getLineNr() > 0;
    String where = known ? " at line " + at.getLineNr() + ", column " + at.getColumnNr() : "";
    return Problems.of(
        HttpStatus.BAD_REQUEST, "json.malformed", "The body is not a JSON object" + where);
  }

  private static ProblemDetail field(String field, String code, @Nullable String detail) {
    return Problems.ofField(HttpStatus.BAD_REQUEST, field, code, String.valueOf(detail));
  }

  private static String path(List<JsonMappingException.Reference> steps) {
    StringBuilder path = new StringBuilder();
    for (JsonMappingException.Reference step : steps) {
      if (step.getFieldName() == null) {
        path.append('[').append(step.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
      }
    }
    return path.toString();
  }

  private static String known(UnrecognizedPropertyException unknown) {
    Collection<Object> names = unknown.getKnownPropertyIds();
    return names == null || names.isEmpty()
        ? ""
        : "; there are " + names.stream().map(String::valueOf).sorted().collect(listed());
  }

  static String expected(@Nullable Class<?> type) {
    if (type == null) {
      return "of another type";
    }
    if (type.isEnum()) {
      return "one of "
          + Arrays.stream(type.getEnumConstants()).map(String::valueOf).collect(listed());
    }
    if (type == LocalDate.class) {
      return "a date like 2026-01-31";
    }
    if (type == LocalTime.class) {
      return "a time of day like 18:30";
    }
    if (Temporal.class.isAssignableFrom(type)) {
      return "a time with its zone like 2026-01-31T18:30:00Z";
    }
    return plain(type);
  }

  private static String plain(Class<?> type) {
    if (type == Boolean.class || type == boolean.class) {
      return "true or false";
    }
    if (type == Double.class || type == double.class || type == java.math.BigDecimal.class) {
      return "a number";
    }
    if (Number.class.isAssignableFrom(type) || type.isPrimitive()) {
      return "a whole number";
    }
    if (Iterable.class.isAssignableFrom(type) || Iterator.class.isAssignableFrom(type)) {
      return "a list";
    }
    return CharSequence.class.isAssignableFrom(type) ? "text in quotes" : "an object";
  }

  private static java.util.stream.Collector<CharSequence, ?, String> listed() {
    return Collectors.joining(", ");
  }
}
