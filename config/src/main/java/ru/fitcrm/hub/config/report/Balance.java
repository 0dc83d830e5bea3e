package ru.fitcrm.hub.config.report;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.config.console.Wording;
import ru.fitcrm.hub.core.report.ReportAsked;

/** The first and last rows of a statement's file: what was there before, and what is after. */
final class Balance {

  private Balance() {}

  static List<Object> opening(
      ReportAsked asked, Map<String, @Nullable Object> totals, Wording say) {
    LocalDateTime begin = asked.from().atStartOfDay();
    return List.of(begin, say.text("report.total.opening"), "", "", "", value(totals, "opening"));
  }

  static List<Object> closing(
      ReportAsked asked, Map<String, @Nullable Object> totals, Wording say) {
    return List.of(
        asked.to().atTime(23, 59),
        say.text("report.total.closing"),
        "",
        value(totals, "income"),
        value(totals, "expense"),
        value(totals, "closing"));
  }

  private static Object value(Map<String, @Nullable Object> totals, String name) {
    return Objects.requireNonNull(totals.get(name));
  }
}
