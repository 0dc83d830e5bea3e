package ru.fitcrm.hub.jobs.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import ru.fitcrm.hub.core.importing.ImportColumn;
import ru.fitcrm.hub.core.importing.ImportField;

/** What clubs' columns are, by name and by what stands in them. */
class RecogniseColumnsTest {

  private static final Map<String, ImportField> NAMED =
      Map.of(
          "ФИО", ImportField.NAME,
          "Телефон", ImportField.PHONE,
          "Дата рождения", ImportField.BIRTH_DATE,
          "E-mail", ImportField.EMAIL,
          "Абонемент", ImportField.CONTRACT_TITLE,
          "Дата окончания", ImportField.CONTRACT_ENDS_ON,
          "Осталось посещений", ImportField.VISITS_LEFT,
          "Баланс", ImportField.BALANCE,
          "Филиал", ImportField.BRANCH,
          "Источник", ImportField.SOURCE);

  @Property(tries = 50)
  void columnsAreKnownByTheirNamesInAnyOrderAndSpelling(@ForAll long seed) throws IOException {
    Random random = new Random(seed);
    List<String> names = new ArrayList<>(NAMED.keySet());
    Collections.shuffle(names, random);
    List<String> spelled =
        names.stream()
            .map(name -> random.nextBoolean() ? name.toUpperCase(Locale.ROOT) + " *" : name)
            .toList();
    String text = "\n".repeat(random.nextInt(3)) + String.join(";", spelled) + "\n;;;;;;;;x;\n";

    RecogniseColumns.Recognised found = recognise(text);

    for (int i = 0; i < names.size(); i++) {
      assertThat(found.columns().get(i).field())
          .as(spelled.get(i))
          .isEqualTo(NAMED.get(names.get(i)));
    }
  }

  @Test
  void withoutNamesTheContentTells() throws IOException {
    RecogniseColumns.Recognised found =
        recognise(
            """
            Петрова Анна;8 (916) 123-45-67;anna@example.ru
            Иванов Пётр;+7 916 765-43-21;petr@example.ru
            """);
    assertThat(found.layout().headerRow()).isZero();
    assertThat(fields(found))
        .containsExactly(
            entry("Столбец 1", ImportField.NAME),
            entry("Столбец 2", ImportField.PHONE),
            entry("Столбец 3", ImportField.EMAIL));
  }

  @Test
  void theHeaderIsFoundBelowATitleAndUnknownColumnsAreListed() throws IOException {
    RecogniseColumns.Recognised found =
        recognise(
            """
            Выгрузка клиентов;;;

            Фамилия;Имя;Тел. 1;Тел. 2;Пол
            Петрова;Анна;89161234567;;ж
            """);
    assertThat(found.layout().headerRow()).isEqualTo(3);
    Map<String, @Nullable ImportField> expected = new LinkedHashMap<>();
    expected.put("Фамилия", ImportField.LAST_NAME);
    expected.put("Имя", ImportField.FIRST_NAME);
    expected.put("Тел. 1", ImportField.PHONE);
    expected.put("Тел. 2", ImportField.PHONE);
    expected.put("Пол", null);
    assertThat(fields(found)).isEqualTo(expected);
  }

  @Property
  void aDateIsReadInEveryUsualSpelling(@ForAll int seed) {
    LocalDate date = LocalDate.of(1950, 1, 1).plusDays(Math.floorMod(seed, 30_000));
    assertThat(ReadCells.date(date.toString())).contains(date);
    assertThat(ReadCells.date(date + "T00:00:00")).contains(date);
    String day = "%02d".formatted(date.getDayOfMonth());
    String month = "%02d".formatted(date.getMonthValue());
    assertThat(ReadCells.date(day + "." + month + "." + date.getYear() + " г.")).contains(date);
    assertThat(ReadCells.date(day + "/" + month + "/" + date.getYear())).contains(date);
    long serial = date.toEpochDay() - LocalDate.of(1899, 12, 30).toEpochDay();
    assertThat(ReadCells.date(Long.toString(serial))).contains(date);
  }

  @Test
  void monthsInWordsAndNonsense() {
    assertThat(ReadCells.date("2 мая 1990 г.")).contains(LocalDate.of(1990, 5, 2));
    assertThat(ReadCells.date("22 марта 1990")).contains(LocalDate.of(1990, 3, 22));
    assertThat(ReadCells.date("31.02.1990")).isEmpty();
    assertThat(ReadCells.date("22.11.90")).contains(LocalDate.of(1990, 11, 22));
    assertThat(ReadCells.date("завтра")).isEmpty();
  }

  @Test
  void phonesAsSpreadsheetsSpoilThem() {
    assertThat(phones("7.9161234567E+10")).containsExactly("+79161234567");
    assertThat(phones("8 916 123-45-67; +7 (916) 765-43-21"))
        .containsExactly("+79161234567", "+79167654321");
    assertThat(phones("89161234567, 89167654321")).containsExactly("+79161234567", "+79167654321");
    assertThat(ReadCells.isRounded("7,91612E+10")).isTrue();
    assertThat(ReadCells.isRounded("7.9161234567E+10")).isFalse();
  }

  private static List<String> phones(String cell) {
    return ReadCells.phones(cell, "RU").stream()
        .map(reading -> String.valueOf(reading.e164OrNull()))
        .toList();
  }

  private static Map<String, @Nullable ImportField> fields(RecogniseColumns.Recognised found) {
    Map<String, @Nullable ImportField> fields = new LinkedHashMap<>();
    for (ImportColumn column : found.columns()) {
      fields.put(column.header(), column.field());
    }
    return fields;
  }

  private static RecogniseColumns.Recognised recognise(String text) throws IOException {
    Path file = Files.writeString(Files.createTempFile("table", ".csv"), text);
    return new RecogniseColumns("RU").of(file, OpenTable.guess(file, OpenTable.CSV, null));
  }
}
