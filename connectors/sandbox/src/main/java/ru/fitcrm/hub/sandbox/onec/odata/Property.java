package ru.fitcrm.hub.sandbox.onec.odata;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * A property as the interface types and writes it: no date is the year 1, no reference the zero
 * guid, sums are floating point.
 */
record Property(String name, Type type, String value) {

  enum Type {
    STRING("Edm.String"),
    GUID("Edm.Guid"),
    DATE("Edm.DateTime"),
    DOUBLE("Edm.Double"),
    INTEGER("Edm.Int64"),
    FLAG("Edm.Boolean");

    private final String edm;

    Type(String edm) {
      this.edm = edm;
    }

    String edm() {
      return edm;
    }

    boolean isQuoted() {
      return this == STRING || this == GUID || this == DATE;
    }
  }

  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss");

  static Property text(String name, @Nullable String value) {
    return new Property(name, Type.STRING, value == null ? "" : value);
  }

  static Property ref(String name, @Nullable String value) {
    String guid = value == null ? "00000000-0000-0000-0000-000000000000" : value;
    return new Property(name, Type.GUID, guid);
  }

  static Property day(String name, @Nullable LocalDate value) {
    return time(name, value == null ? null : value.atStartOfDay());
  }

  static Property time(String name, @Nullable LocalDateTime value) {
    String written = value == null ? "0001-01-01T00:00:00" : SECONDS.format(value);
    return new Property(name, Type.DATE, written);
  }

  static Property sum(String name, BigDecimal value) {
    String plain = value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    return new Property(name, Type.DOUBLE, plain);
  }

  static Property number(String name, @Nullable Integer value) {
    return new Property(name, Type.INTEGER, value == null ? "0" : value.toString());
  }

  static Property flag(String name, boolean value) {
    return new Property(name, Type.FLAG, Boolean.toString(value));
  }
}
