package ru.fitcrm.hub.jobs.importing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.core.importing.ImportColumn;
import ru.fitcrm.hub.core.importing.ImportField;
import ru.fitcrm.hub.core.importing.ImportLayout;
import ru.fitcrm.hub.core.person.PhoneReading;
import ru.fitcrm.hub.core.person.ReadPhone;

/** Finds the row with the columns' names, and guesses by names and content what they are. */
final class RecogniseColumns {

  private static final int ROWS = 200;
  private static final int HEADER_AMONG = 20;
  private static final int SAMPLES = 4;
  private static final int LONGEST_SAMPLE = 80;
  private static final int BY_CONTENT = 60;
  private static final int CONTRADICTED = 40;
  private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+\\.[^@\\s]+");
  private static final Pattern FULL_NAME =
      Pattern.compile("\\p{Lu}[\\p{L}-]+( \\p{Lu}[\\p{L}.-]*){1,3}");

  private final String region;

  /**
   * @param region of the club, for numbers without a country code
   */
  RecogniseColumns(String region) {
    this.region = region;
  }

  /** What was recognised. */
  record Recognised(ImportLayout layout, List<ImportColumn> columns) {}

  Recognised of(Path file, ImportLayout layout) throws IOException {
    List<Table.Row> rows = new ArrayList<>();
    try (Table table = OpenTable.open(file, layout)) {
      Table.Row row = table.next();
      while (row != null && rows.size() < ROWS) {
        if (!row.isEmpty()) {
          rows.add(row);
        }
        row = table.next();
      }
    }
    if (rows.isEmpty()) {
      throw new BadFile("file.empty", "The file has no rows");
    }
    Table.@Nullable Row header = header(rows);
    ImportLayout found =
        new ImportLayout(
            layout.charset(),
            layout.separator(),
            layout.sheet(),
            layout.sheets(),
            header == null ? 0 : header.number());
    List<Table.Row> body =
        rows.stream().filter(row -> header == null || row.number() > header.number()).toList();
    return new Recognised(found, columns(header, body));
  }

  /** The row with the most names known; none known, the first if it looks like no data. */
  private Table.@Nullable Row header(List<Table.Row> rows) {
    List<Table.Row> first = rows.subList(0, Math.min(HEADER_AMONG, rows.size()));
    Table.Row best =
        first.stream().max(Comparator.comparingLong(RecogniseColumns::known)).orElseThrow();
    if (known(best) >= 2 || (known(best) == 1 && !looksLikeData(best))) {
      return best;
    }
    return looksLikeData(rows.get(0)) || rows.size() == 1 ? null : rows.get(0);
  }

  private static long known(Table.Row row) {
    return row.cells().stream().filter(cell -> FieldNames.of(cell).isPresent()).count();
  }

  private boolean looksLikeData(Table.Row row) {
    return row.cells().stream()
        .anyMatch(cell -> isPhone(cell) || EMAIL.matcher(cell.strip()).matches() || isDate(cell));
  }

  private List<ImportColumn> columns(Table.@Nullable Row header, List<Table.Row> body) {
    int width = header == null ? 0 : header.cells().size();
    for (Table.Row row : body) {
      width = Math.max(width, row.cells().size());
    }
    List<ImportColumn> columns = new ArrayList<>();
    for (int i = 0; i < width; i++) {
      columns.add(column(i, header == null ? "" : header.cell(i).strip(), body));
    }
    return unique(dropEmpty(columns));
  }

  /** A column without a name and without content is none. */
  private static List<ImportColumn> dropEmpty(List<ImportColumn> columns) {
    return columns.stream()
        .filter(column -> !column.samples().isEmpty() || !column.header().startsWith("Столбец "))
        .toList();
  }

  private ImportColumn column(int index, String header, List<Table.Row> body) {
    List<String> cells =
        body.stream().map(row -> row.cell(index).strip()).filter(cell -> !cell.isEmpty()).toList();
    Optional<FieldNames.Guess> named = FieldNames.of(header);
    ImportField field = named.map(FieldNames.Guess::field).orElseGet(() -> byContent(cells));
    int confidence = named.map(FieldNames.Guess::confidence).orElse(field == null ? 0 : BY_CONTENT);
    if (field != null && !cells.isEmpty() && contradicts(field, cells)) {
      confidence = CONTRADICTED;
    }
    return new ImportColumn(
        index,
        header.isEmpty() ? "Столбец " + (index + 1) : header,
        field,
        confidence,
        cells.stream().distinct().limit(SAMPLES).map(RecogniseColumns::shortened).toList());
  }

  private @Nullable ImportField byContent(List<String> cells) {
    if (cells.isEmpty()) {
      return null;
    }
    if (most(cells, this::isPhone)) {
      return ImportField.PHONE;
    }
    if (most(cells, cell -> EMAIL.matcher(cell).matches())) {
      return ImportField.EMAIL;
    }
    if (most(cells, cell -> FULL_NAME.matcher(cell).matches())) {
      return ImportField.NAME;
    }
    return null;
  }

  private boolean contradicts(ImportField field, List<String> cells) {
    return switch (field) {
      case PHONE ->
          !most(cells, cell -> ReadCells.phones(cell, region).stream().anyMatch(this::isReadable));
      case EMAIL -> !most(cells, cell -> EMAIL.matcher(cell).matches());
      case BIRTH_DATE, CONTRACT_STARTS_ON, CONTRACT_ENDS_ON -> !most(cells, this::isDate);
      case BALANCE, CONTRACT_PRICE, VISITS_LEFT, VISITS_TOTAL ->
          !most(cells, cell -> ReadCells.number(cell).isPresent());
      default -> false;
    };
  }

  private boolean isReadable(PhoneReading reading) {
    return reading.e164OrNull() != null;
  }

  private boolean isPhone(String cell) {
    return cell.replaceAll("[^0-9]", "").length() >= 10
        && cell.length() < 25
        && ReadPhone.read(ReadCells.spelledOut(cell), region).e164OrNull() != null;
  }

  private boolean isDate(String cell) {
    return ReadCells.date(cell).isPresent() && cell.strip().length() > 5;
  }

  private static boolean most(List<String> cells, Predicate<String> what) {
    return cells.stream().filter(what).count() * 10 >= cells.size() * 7L;
  }

  /** Each field once, but phones and comments: the surest column keeps it. */
  static List<ImportColumn> unique(List<ImportColumn> columns) {
    Set<ImportField> taken = EnumSet.noneOf(ImportField.class);
    List<ImportColumn> bySureness =
        columns.stream()
            .sorted(
                Comparator.comparingInt(ImportColumn::confidence)
                    .reversed()
                    .thenComparingInt(ImportColumn::index))
            .toList();
    List<ImportColumn> kept = new ArrayList<>();
    for (ImportColumn column : bySureness) {
      ImportField field = column.field();
      boolean free = field == null || field.mayRepeat() || taken.add(field);
      kept.add(
          free
              ? column
              : new ImportColumn(column.index(), column.header(), null, 0, column.samples()));
    }
    kept.sort(Comparator.comparingInt(ImportColumn::index));
    return kept;
  }

  private static String shortened(String cell) {
    String line = cell.replaceAll("\\s+", " ");
    return line.length() <= LONGEST_SAMPLE ? line : line.substring(0, LONGEST_SAMPLE) + "…";
  }
}
