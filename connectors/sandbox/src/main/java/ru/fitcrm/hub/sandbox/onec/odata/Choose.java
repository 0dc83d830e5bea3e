package ru.fitcrm.hub.sandbox.onec.odata;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import ru.fitcrm.hub.sandbox.onec.base.GeneratedBase;
import ru.fitcrm.hub.sandbox.onec.base.Row;
import ru.fitcrm.hub.sandbox.onec.front.Query;

/** Chooses objects as {@code $filter}, {@code $orderby}, {@code $skip}, {@code $top} ask. */
final class Choose {

  private static final Pattern CONDITION =
      Pattern.compile("([\\p{L}_0-9]+) (eq|ne|gt|lt) ((?:guid|datetime)?'[^']*'|[\\w.]+)");
  private static final Pattern AMONG =
      Pattern.compile("\\((Ref_Key eq guid'[^']*'(?: or Ref_Key eq guid'[^']*')*)\\)");
  private static final Pattern SHORT_YEAR = Pattern.compile("datetime'\\d{1,3}-.*");

  private final GeneratedBase base;
  private final Row.Kind kind;
  private final Query query;

  Choose(GeneratedBase base, Row.Kind kind, Query query) {
    this.base = base;
    this.kind = kind;
    this.query = query;
  }

  /** Why 1C will not choose so. */
  static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;

    Refused(int status, String message) {
      super(message);
      this.status = status;
    }

    int status() {
      return status;
    }
  }

  record Chosen(List<Thing> things, long total) {}

  Chosen all() throws Refused {
    long skip = query.number("$skip", 0);
    int top = Math.toIntExact(query.number("$top", Integer.MAX_VALUE));
    List<Condition> conditions = conditions();
    Matcher among = AMONG.matcher(query.text("$filter"));
    List<Row> rows;
    long total;
    if (among.find()) {
      List<Row> meant = among(among.group(1), conditions);
      rows = meant.stream().skip(skip).limit(top).toList();
      total = meant.size();
    } else if (conditions.isEmpty()) {
      rows = base.read(kind, skip, top);
      total = base.count(kind);
    } else {
      List<Row> meant =
          base.read(kind, 0, Integer.MAX_VALUE / 2).stream()
              .filter(row -> conditions.stream().allMatch(each -> each.lets(Thing.of(row))))
              .toList();
      rows = meant.stream().skip(skip).limit(top).toList();
      total = meant.size();
    }
    List<Thing> things = new ArrayList<>();
    for (Row row : rows) {
      things.add(Thing.of(row).only(selected(row)));
    }
    // Without an order of its own a query has none.
    return new Chosen(query.text("$orderby").isEmpty() ? things.reversed() : things, total);
  }

  private List<Row> among(String ids, List<Condition> conditions) {
    return Stream.of(ids.split(" or "))
        .map(each -> each.replaceAll("^.*guid'|'$", ""))
        .map(base::find)
        .flatMap(Optional::stream)
        .filter(row -> conditions.stream().allMatch(each -> each.lets(Thing.of(row))))
        .toList();
  }

  private List<String> selected(Row row) throws Refused {
    String select = query.text("$select");
    if (select.isEmpty()) {
      return List.of();
    }
    List<String> names = List.of(select.split(","));
    Thing thing = Thing.of(row);
    for (String name : names) {
      boolean known = thing.properties().stream().anyMatch(each -> each.name().equals(name));
      if (!known && !thing.sections().containsKey(name)) {
        throw new Refused(400, "Свойство \\\"" + name + "\\\" не найдено");
      }
    }
    return names;
  }

  private record Condition(String property, String sign, String value) {

    boolean lets(Thing thing) {
      return thing.value(property).equals(value) == sign.equals("eq");
    }
  }

  private List<Condition> conditions() throws Refused {
    List<Condition> conditions = new ArrayList<>();
    Matcher each = CONDITION.matcher(AMONG.matcher(query.text("$filter")).replaceAll(""));
    while (each.find()) {
      String literal = each.group(3);
      if (each.group(2).endsWith("t")) {
        throw new Refused(500, "Неверные параметры в операции сравнения.");
      }
      if (SHORT_YEAR.matcher(literal).matches()) {
        throw new Refused(400, "Невозможно разобрать литерал даты");
      }
      conditions.add(
          new Condition(each.group(1), each.group(2), literal.replaceAll("^\\w*'|'$", "")));
    }
    return conditions;
  }
}
