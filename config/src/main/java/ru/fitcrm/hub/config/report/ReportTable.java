package ru.fitcrm.hub.config.report;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.config.console.ClubPeople;
import ru.fitcrm.hub.config.console.Wording;
import ru.fitcrm.hub.core.report.Report;
import ru.fitcrm.hub.core.report.ReportColumn;
import ru.fitcrm.hub.core.report.ReportRow;
import ru.fitcrm.hub.core.report.ReportTotal;

/** A report in its reader's words: its heads and cells, for pages and for files. */
public final class ReportTable {

  private final Report report;
  private final Wording say;
  private final ClubPeople people;

  public ReportTable(Report report, Wording say, ClubPeople people) {
    this.report = report;
    this.say = say;
    this.people = people;
  }

  public List<ReportColumn> columns() {
    return report.columns();
  }

  public String head(ReportColumn column) {
    return say.text("report.column." + column.name());
  }

  /** A total and what it is called. */
  public record Sum(String name, String head, String text) {}

  /** The totals as a page shows them. */
  public List<Sum> sums(Map<String, @Nullable Object> totals) {
    return report.totals().stream().map(ReportTotal::column).map(one -> sum(one, totals)).toList();
  }

  private Sum sum(ReportColumn column, Map<String, @Nullable Object> totals) {
    return new Sum(
        column.name(),
        say.text("report.total." + column.name()),
        text(column, totals.get(column.name())));
  }

  /** A cell of a row; of a statement's income and expense only what there was. */
  public String cell(ReportColumn column, @Nullable Object value) {
    boolean nothing =
        !report.ofPeople()
            && !column.name().equals("balance")
            && value instanceof BigDecimal money
            && money.signum() == 0;
    return nothing ? "" : text(column, value);
  }

  private String text(ReportColumn column, @Nullable Object value) {
    if (value == null) {
      return "";
    }
    return switch (value) {
      case BigDecimal money -> say.money(money);
      case LocalDate day -> say.day(day);
      case Instant at -> say.moment(at);
      case Long count -> say.count(count);
      case List<?> days -> days.stream().map(this::day).collect(Collectors.joining(", "));
      default -> word(column, value.toString());
    };
  }

  /** Whether a cell's figures stand below each other. */
  public boolean isFigure(ReportColumn column) {
    return column.kind() == ReportColumn.Kind.MONEY || column.kind() == ReportColumn.Kind.COUNT;
  }

  /** Whether it is an amount below zero: somebody owes. */
  public boolean isBelowZero(@Nullable Object value) {
    return value instanceof BigDecimal money && money.signum() < 0;
  }

  /** The number as its reader may see it, null without one. */
  public @Nullable String phone(ReportRow row) {
    String number = row.phone();
    if (number == null) {
      return null;
    }
    return say.phone(number, row.responsibleId());
  }

  public @Nullable String responsible(ReportRow row) {
    return people.employee(row.responsibleId());
  }

  /** The heads of a file's columns. */
  List<String> heads() {
    List<String> heads = new ArrayList<>();
    if (report.ofPeople()) {
      heads.add(say.text("report.column.client"));
      heads.add(say.text("report.column.phone"));
    }
    report.columns().forEach(column -> heads.add(head(column)));
    if (report.ofPeople()) {
      heads.add(say.text("report.column.branch"));
      heads.add(say.text("report.column.responsible"));
      heads.add(say.text("report.column.clientId"));
    }
    return heads;
  }

  /** The cells of a file's row: texts, numbers, dates. */
  List<Object> cells(ReportRow row) {
    List<Object> cells = new ArrayList<>();
    if (report.ofPeople()) {
      cells.add(orEmpty(row.clientName()));
      cells.add(orEmpty(phone(row)));
    }
    report
        .columns()
        .forEach(column -> cells.add(fileCell(column, row.values().get(column.name()))));
    if (report.ofPeople()) {
      cells.add(orEmpty(people.branch(row.branchId())));
      cells.add(orEmpty(people.employee(row.responsibleId())));
      cells.add(row.clientId());
    }
    return cells;
  }

  /** The totals of a file, a name and a value each. */
  List<List<Object>> totals(Map<String, @Nullable Object> totals) {
    return report.totals().stream()
        .map(ReportTotal::column)
        .map(
            one ->
                List.<Object>of(
                    say.text("report.total." + one.name()), orEmpty(totals.get(one.name()))))
        .toList();
  }

  private Object fileCell(ReportColumn column, @Nullable Object value) {
    if (value == null) {
      return "";
    }
    return switch (value) {
      case Instant at -> at.atZone(say.zone()).toLocalDateTime();
      case BigDecimal money -> money;
      case LocalDate day -> day;
      case Long count -> count;
      case List<?> days -> days.stream().map(String::valueOf).collect(Collectors.joining(", "));
      default -> text(column, value);
    };
  }

  private String word(ReportColumn column, String word) {
    return column.kind() == ReportColumn.Kind.WORD
        ? say.textOr("report.word." + column.name() + "." + word, word)
        : word;
  }

  private String day(@Nullable Object day) {
    return day instanceof LocalDate one ? say.day(one) : "";
  }

  private static Object orEmpty(@Nullable Object value) {
    return value == null ? "" : value;
  }
}
