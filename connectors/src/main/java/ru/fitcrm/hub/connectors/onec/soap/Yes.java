package ru.fitcrm.hub.connectors.onec.soap;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.connectors.onec.Cell;
import ru.fitcrm.hub.connectors.onec.HidePeople;
import ru.fitcrm.hub.core.sync.ClubSystem.Trouble;

/** Yes or no of 1C, with what comes beside it. */
record Yes(@Nullable String answer, @Nullable String ref, @Nullable String errorMessage) {

  boolean isYes() {
    return "true".equals(Cell.flag(answer));
  }

  String reason(List<String> people) {
    String said = Cell.text(errorMessage);
    return said == null ? "1C said no and gave no reason" : HidePeople.in(said, people);
  }

  /** What is known of a person, to be hidden in what 1C says. */
  static List<String> known(@Nullable String... values) {
    return Stream.of(values).filter(Objects::nonNull).toList();
  }

  static Trouble notTheContract(String what) {
    return new Trouble(
        Trouble.Kind.REFUSED, "answer-unreadable", "The answer does not fit the contract: " + what);
  }
}
