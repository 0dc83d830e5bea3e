package ru.fitcrm.hub.jobs.importing;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.core.importing.FileRef;
import ru.fitcrm.hub.core.importing.ImportField;
import ru.fitcrm.hub.core.sync.Packet;

/** Makes a contract of a row's cells, if they tell of one. */
final class ReadContract {

  /** Beginnings of the words clubs use. */
  private static final Map<String, List<String>> STATUSES =
      Map.of(
          "ACTIVE", List.of("актив", "действ", "открыт", "active", "valid", "да"),
          "FROZEN", List.of("замор", "заморож", "приостан", "frozen", "paused"),
          "ENDED",
              List.of(
                  "закон",
                  "заверш",
                  "истек",
                  "истёк",
                  "закрыт",
                  "архив",
                  "ended",
                  "expired",
                  "неактив",
                  "недейств",
                  "не актив",
                  "не действ",
                  "inactive"),
          "TERMINATED", List.of("расторг", "аннул", "отмен", "terminated", "cancel"),
          "AWAITING_PAYMENT", List.of("ожида", "не оплач", "неоплач", "awaiting", "unpaid"));

  /** Finds a cell. */
  interface Cell {
    @Nullable String of(ImportField field);
  }

  /** Says what was left out. */
  interface Note {
    void write(String field, String code, String reason);
  }

  private final Cell cell;
  private final Note note;
  private final LocalDate today;

  ReadContract(Cell cell, Note note, LocalDate today) {
    this.cell = cell;
    this.note = note;
    this.today = today;
  }

  /**
   * @param client the person's ref
   * @param balance below zero it is the contract's debt
   */
  Packet.@Nullable Contract read(String client, @Nullable BigDecimal balance) {
    String title = cell.of(ImportField.CONTRACT_TITLE);
    boolean told =
        title != null
            || Stream.of(
                    ImportField.CONTRACT_STARTS_ON,
                    ImportField.CONTRACT_ENDS_ON,
                    ImportField.VISITS_LEFT,
                    ImportField.VISITS_TOTAL)
                .anyMatch(field -> cell.of(field) != null);
    if (!told) {
      if (cell.of(ImportField.CONTRACT_STATUS) != null
          || cell.of(ImportField.CONTRACT_PRICE) != null) {
        note.write(
            "contractTitle",
            "contract.untold",
            "A status or a price without a contract's name or dates is not kept");
      }
      return null;
    }
    return contract(client, title, balance);
  }

  private Packet.Contract contract(
      String client, @Nullable String title, @Nullable BigDecimal balance) {
    LocalDate from = date(ImportField.CONTRACT_STARTS_ON);
    LocalDate to = date(ImportField.CONTRACT_ENDS_ON);
    String total = count(ImportField.VISITS_TOTAL);
    String left = count(ImportField.VISITS_LEFT);
    boolean counted = total != null || left != null;
    String kind = counted ? "PACKAGE" : "MEMBERSHIP";
    boolean owes = balance != null && balance.signum() < 0;
    return new Packet.Contract(
        "c:" + FileRef.digest(client + "|" + title + "|" + from),
        null,
        client,
        kind,
        counted ? null : "FIXED_TERM",
        title,
        status(to),
        text(from),
        text(to),
        null,
        null,
        amount(ImportField.CONTRACT_PRICE),
        owes && balance != null ? balance.negate().toPlainString() : null,
        total,
        left,
        null,
        null);
  }

  private String status(@Nullable LocalDate to) {
    String byDate = to != null && to.isBefore(today) ? "ENDED" : "ACTIVE";
    String told = cell.of(ImportField.CONTRACT_STATUS);
    if (told == null) {
      return byDate;
    }
    String word = told.toLowerCase(Locale.ROOT);
    Optional<String> known =
        STATUSES.entrySet().stream()
            .filter(status -> status.getValue().stream().anyMatch(word::startsWith))
            .map(Map.Entry::getKey)
            .findFirst();
    if (known.isEmpty()) {
      note.write(
          "contractStatus",
          "status.unknown",
          "No status is called so: it was worked out by the date the contract ends");
    }
    return known.orElse(byDate);
  }

  private @Nullable LocalDate date(ImportField field) {
    String text = cell.of(field);
    if (text == null) {
      return null;
    }
    Optional<LocalDate> date = ReadCells.date(text);
    if (date.isEmpty()) {
      note.write(field.word(), "date.invalid", "This is no date: write it as 22.11.2026");
    }
    return date.orElse(null);
  }

  private @Nullable String count(ImportField field) {
    String text = cell.of(field);
    if (text == null) {
      return null;
    }
    Optional<BigDecimal> number = ReadCells.number(text);
    if (number.isEmpty()
        || number.get().signum() < 0
        || number.get().stripTrailingZeros().scale() > 0) {
      note.write(field.word(), "number.invalid", "This is no number of visits: write it as 8");
      return null;
    }
    return number.get().toBigInteger().toString();
  }

  private @Nullable String amount(ImportField field) {
    String text = cell.of(field);
    if (text == null) {
      return null;
    }
    Optional<BigDecimal> number = ReadCells.number(text);
    if (number.isEmpty() || number.get().signum() < 0) {
      note.write(field.word(), "number.invalid", "This is no amount: write it as 1500.00");
      return null;
    }
    return number.get().toPlainString();
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }
}
