package ru.fitcrm.hub.core.importing;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.core.platform.InvalidInput;

/** What a column of a file can be. Several columns may be phones, several may be comments. */
public enum ImportField {
  ID("id"),
  NAME("name"),
  LAST_NAME("lastName"),
  FIRST_NAME("firstName"),
  MIDDLE_NAME("middleName"),
  PHONE("phone"),
  EMAIL("email"),
  BIRTH_DATE("birthDate"),
  BRANCH("branch"),
  SOURCE("source"),
  COMMENT("comment"),
  BALANCE("balance"),
  CONTRACT_TITLE("contractTitle"),
  CONTRACT_STATUS("contractStatus"),
  CONTRACT_STARTS_ON("contractStartsOn"),
  CONTRACT_ENDS_ON("contractEndsOn"),
  CONTRACT_PRICE("contractPrice"),
  VISITS_TOTAL("visitsTotal"),
  VISITS_LEFT("visitsLeft");

  private final String word;

  ImportField(String word) {
    this.word = word;
  }

  /** As it is called in mappings and answers, for example {@code birthDate}. */
  @JsonValue
  public String word() {
    return word;
  }

  /** Whether several columns may be this. */
  public boolean mayRepeat() {
    return this == PHONE || this == COMMENT;
  }

  /** Whether it says something of a contract. */
  public boolean ofContract() {
    return compareTo(CONTRACT_TITLE) >= 0;
  }

  public static Optional<ImportField> find(String word) {
    return Arrays.stream(values())
        .filter(field -> field.word.equalsIgnoreCase(word) || field.name().equals(word))
        .findFirst();
  }

  /**
   * @throws InvalidInput naming the fields there are
   */
  @JsonCreator
  public static @Nullable ImportField of(@Nullable String word) {
    if (word == null || word.isBlank()) {
      return null;
    }
    return find(word.strip().equalsIgnoreCase("phones") ? "phone" : word.strip())
        .orElseThrow(
            () ->
                new InvalidInput(
                    "mapping",
                    "mapping.field",
                    "mapping must name a field or be empty: " + words()));
  }

  private static String words() {
    return Arrays.stream(values()).map(ImportField::word).collect(Collectors.joining(", "));
  }
}
