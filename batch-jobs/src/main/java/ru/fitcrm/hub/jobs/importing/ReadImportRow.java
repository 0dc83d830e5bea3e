package ru.fitcrm.hub.jobs.importing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.core.importing.FileRef;
import ru.fitcrm.hub.core.importing.ImportColumn;
import ru.fitcrm.hub.core.importing.ImportFault;
import ru.fitcrm.hub.core.importing.ImportField;
import ru.fitcrm.hub.core.importing.ImportedRow;
import ru.fitcrm.hub.core.person.PhoneReading;
import ru.fitcrm.hub.core.sync.Packet;

/**
 * Makes people and contracts of rows. A cell that cannot be read is left out and said; a row of
 * which one cannot tell who it is, is rejected. What an earlier row said of the same person holds:
 * later rows only add contracts. So the same file comes out the same, however often and from where.
 */
final class ReadImportRow {

  private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+\\.[^@\\s]+");
  private static final Pattern DEBT = Pattern.compile("(?iu).*(долг|задолж|debt).*");
  private static final int LONGEST_ID = 90;
  private static final int FIRST_YEAR = 1900;

  private final List<ImportColumn> columns;
  private final String region;
  private final LocalDate today;
  private final Set<String> branches;
  private final SeenRefs people = new SeenRefs();
  private final SeenRefs contracts = new SeenRefs();

  /**
   * @param today the club's date, by which a contract without a status runs or has ended
   * @param branches names of the club's branches
   */
  ReadImportRow(List<ImportColumn> columns, String region, LocalDate today, Set<String> branches) {
    this.columns = columns;
    this.region = region;
    this.today = today;
    this.branches = branches;
  }

  ImportedRow read(Table.Row row) {
    return new Reading(row).read();
  }

  private final class Reading {

    private final Table.Row row;
    private final List<ImportFault> faults = new ArrayList<>();

    Reading(Table.Row row) {
      this.row = row;
    }

    ImportedRow read() {
      String name = name();
      List<String> phones = phones();
      String email = email();
      LocalDate birth = birthDate();
      String ref = ref(name, phones, email, birth);
      if (ref.isEmpty()) {
        return rejected(name);
      }
      BigDecimal balance = balance();
      Packet.Contract contract = new ReadContract(this::cell, this::note, today).read(ref, balance);
      boolean owes = contract != null && contract.debt() != null;
      Packet.Client client =
          people.isNew(ref)
              ? new Packet.Client(ref, null, name, phones, email, text(birth), branch(), null)
              : null;
      boolean more = contract != null && contracts.isNew(contract.ref());
      return done(ref, client, more ? contract : null, comments(owes ? null : balance));
    }

    private ImportedRow done(
        String ref,
        Packet.@Nullable Client client,
        Packet.@Nullable Contract contract,
        List<String> comments) {
      boolean repeated = client == null && contract == null && comments.isEmpty();
      if (repeated) {
        faults.clear();
        note("row", "row.repeated", "An earlier row of the file says the same person");
      }
      return new ImportedRow(
          row.number(),
          row.cells(),
          ref,
          Optional.ofNullable(client),
          Optional.ofNullable(contract),
          cell(ImportField.SOURCE),
          comments,
          faults,
          repeated ? ImportedRow.State.REPEATED : ImportedRow.State.GOOD);
    }

    private ImportedRow rejected(@Nullable String name) {
      ImportFault why =
          name == null
              ? fault(
                  false,
                  "name",
                  "row.nobody",
                  "The row has neither a name nor a phone: fill one in")
              : fault(
                  false,
                  "phone",
                  "row.unidentifiable",
                  "A name alone is nobody: fill in a phone, an id, an e-mail or a birth date");
      List<ImportFault> all = new ArrayList<>(List.of(why));
      all.addAll(faults.stream().map(f -> fault(false, f.field(), f.code(), f.reason())).toList());
      return new ImportedRow(
          row.number(),
          row.cells(),
          "?" + row.number(),
          Optional.empty(),
          Optional.empty(),
          null,
          List.of(),
          all,
          ImportedRow.State.REJECTED);
    }

    /** By the file's own id, else by phone and name, else by name and what else is known. */
    private String ref(
        @Nullable String name,
        List<String> phones,
        @Nullable String email,
        @Nullable LocalDate birth) {
      String id = cell(ImportField.ID);
      if (name == null && phones.isEmpty()) {
        return "";
      }
      if (id != null) {
        return "id:" + (id.length() > LONGEST_ID ? FileRef.digest(id) : id);
      }
      if (!phones.isEmpty()) {
        return FileRef.ofPhone(phones.get(0), name);
      }
      return email == null && birth == null ? "" : FileRef.ofName(name, email, birth);
    }

    private @Nullable String name() {
      String whole = cell(ImportField.NAME);
      if (whole != null) {
        return whole.replaceAll("\\s+", " ");
      }
      String joined =
          Stream.of(ImportField.LAST_NAME, ImportField.FIRST_NAME, ImportField.MIDDLE_NAME)
              .map(this::cell)
              .filter(part -> part != null)
              .collect(Collectors.joining(" "));
      return joined.isEmpty() ? null : joined.replaceAll("\\s+", " ");
    }

    private List<String> phones() {
      Set<String> numbers = new LinkedHashSet<>();
      for (ImportColumn column : columns) {
        if (column.field() == ImportField.PHONE) {
          phones(column, row.cell(column.index()).strip(), numbers);
        }
      }
      return List.copyOf(numbers);
    }

    private void phones(ImportColumn column, String cell, Set<String> numbers) {
      if (ReadCells.isRounded(cell)) {
        note(
            column.header(),
            "phone.rounded",
            "A spreadsheet has rounded this number: make the column text and fill it in again");
        return;
      }
      for (PhoneReading reading : ReadCells.phones(cell, region)) {
        String number = reading.e164OrNull();
        if (number != null) {
          numbers.add(number);
        } else if (reading instanceof PhoneReading.Unreadable) {
          note(
              column.header(),
              "phone.invalid",
              "This is not a number that exists: write it as +79161234567");
        }
      }
    }

    private @Nullable String email() {
      String email = cell(ImportField.EMAIL);
      if (email == null || (email.length() <= 254 && EMAIL.matcher(email).matches())) {
        return email;
      }
      note("email", "email.invalid", "An e-mail address looks like name@example.ru");
      return null;
    }

    private @Nullable LocalDate birthDate() {
      String cell = cell(ImportField.BIRTH_DATE);
      if (cell == null) {
        return null;
      }
      Optional<LocalDate> date = ReadCells.date(cell);
      if (date.isEmpty() || date.get().isAfter(today) || date.get().getYear() < FIRST_YEAR) {
        note("birthDate", "date.invalid", "This is no day of birth: write it as 22.11.1990");
        return null;
      }
      return date.get();
    }

    private @Nullable String branch() {
      String branch = cell(ImportField.BRANCH);
      if (branch == null || branches.contains(branch)) {
        return branch;
      }
      note("branch", "branch.unknown", "The club has no branch of this name: add it, or rename");
      return null;
    }

    private @Nullable BigDecimal balance() {
      String cell = cell(ImportField.BALANCE);
      if (cell == null) {
        return null;
      }
      Optional<BigDecimal> amount = ReadCells.number(cell);
      if (amount.isEmpty()) {
        note("balance", "number.invalid", "This is no amount: write it as 1500.00");
        return null;
      }
      BigDecimal money = amount.get().setScale(2, RoundingMode.HALF_UP);
      boolean debt =
          columns.stream()
              .anyMatch(
                  column ->
                      column.field() == ImportField.BALANCE
                          && DEBT.matcher(column.header()).matches());
      return debt && money.signum() > 0 ? money.negate() : money;
    }

    /** What has no place of its own is a line of the person's history. */
    private List<String> comments(@Nullable BigDecimal balance) {
      List<String> lines = new ArrayList<>();
      if (balance != null && balance.signum() != 0) {
        lines.add("Баланс из файла: " + balance.toPlainString().replace('.', ','));
      }
      for (ImportColumn column : columns) {
        String text = row.cell(column.index()).strip();
        if (column.field() == ImportField.COMMENT && !text.isEmpty()) {
          boolean plain =
              FieldNames.of(column.header())
                  .map(guess -> guess.field() == ImportField.COMMENT)
                  .orElse(false);
          lines.add(plain ? text : column.header() + ": " + text);
        }
      }
      return lines.stream().map(line -> line.replace("\u0000", "")).toList();
    }

    private @Nullable String cell(ImportField field) {
      for (ImportColumn column : columns) {
        if (column.field() == field) {
          String cell = row.cell(column.index()).strip().replace("\u0000", "");
          return cell.isEmpty() ? null : cell;
        }
      }
      return null;
    }

    private void note(String field, String code, String reason) {
      faults.add(fault(true, field, code, reason));
    }

    private ImportFault fault(boolean taken, String field, String code, String reason) {
      return new ImportFault(row.number(), taken, field, code, reason, row.cells());
    }
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }
}
