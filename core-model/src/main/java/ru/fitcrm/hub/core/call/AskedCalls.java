package ru.fitcrm.hub.core.call;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.core.platform.Columns;

/** The conditions of a question for calls; only those asked for, so that indexes can serve. */
final class AskedCalls {

  private static final int FEWEST_DIGITS = 3;

  private static final String OF_EMPLOYEE =
      """
      (select e.extension from employee e where e.id = :employeeId)
        = any (case when k.answered_by = '{}' then k.rang else k.answered_by end)""";

  /** By the phone too: a call that was history when it was heard of was given to nobody. */
  private static final String OF_NAMED =
      """
      (k.client_id = any (array(
         select c.id from client c where position(' ' || :name in ' ' || coalesce(c.name_lower, '')) > 0))
       or k.phone = any (array(
         select p.number from client_phone p join client c on c.id = p.client_id
          where position(' ' || :name in ' ' || coalesce(c.name_lower, '')) > 0)))""";

  private static final String OF_DIGITS =
      "position(:digits in k.phone) > 0 or position(:spelled in k.client_number) > 0";

  private final List<String> conditions = new ArrayList<>();
  private final Map<String, @Nullable Object> values = new HashMap<>();

  private AskedCalls() {}

  static AskedCalls of(CallQuery query) {
    AskedCalls asked = new AskedCalls();
    asked.add("k.started_at >= :from", "from", Columns.at(query.from()));
    asked.add("k.started_at < :to", "to", Columns.at(query.to()));
    asked.add("k.direction = :direction", "direction", Columns.name(query.direction()));
    asked.add("k.result = :result", "result", Columns.name(query.result()));
    asked.add("k.client_id = :clientId", "clientId", query.clientId());
    asked.add("k.phone = :phone", "phone", query.phone());
    asked.add(OF_EMPLOYEE, "employeeId", query.employeeId());
    asked.add("k.branch_id = :branchId", "branchId", query.branchId());
    asked.addText(query.text(), query.byDigits());
    if (query.direction() == null) {
      asked.conditions.add("k.direction <> 'INTERNAL'");
    }
    return asked;
  }

  /** To stand after {@code where}; never empty. */
  String sql() {
    return conditions.isEmpty() ? "true" : String.join(" and ", conditions);
  }

  Map<String, @Nullable Object> values() {
    return values;
  }

  private void add(String condition, String name, @Nullable Object value) {
    if (value != null) {
      conditions.add(condition);
      values.put(name, value);
    }
  }

  private void addText(@Nullable String text, boolean byDigits) {
    String name = text == null ? "" : text.strip().toLowerCase(Locale.ROOT);
    if (name.isEmpty()) {
      return;
    }
    values.put("name", name);
    String digits = name.replaceAll("[^0-9]", "");
    if (!byDigits || digits.length() < FEWEST_DIGITS) {
      conditions.add(OF_NAMED);
      return;
    }
    values.put("spelled", digits);
    values.put("digits", international(name, digits));
    conditions.add("(" + OF_NAMED + " or " + OF_DIGITS + ")");
  }

  /** The start of a Russian number as people type it, 8 916…, is kept as +7916…. */
  private static String international(String text, String digits) {
    return text.startsWith("8") && digits.length() > FEWEST_DIGITS
        ? "+7" + digits.substring(1)
        : digits;
  }
}
