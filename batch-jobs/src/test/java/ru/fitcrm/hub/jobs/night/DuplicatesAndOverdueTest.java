package ru.fitcrm.hub.jobs.night;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import ru.fitcrm.hub.core.night.JobRun;

/** Who seems to be one person, and whose cards are overdue. */
class DuplicatesAndOverdueTest {

  private static final LocalDate D = LocalDate.of(2027, 3, 10);
  private static final LocalDate BORN = LocalDate.of(1990, 5, 17);

  private static final String[][] NAMES = {
    {"Иванов Иван", "Иванов Иван", "fit"},
    {"Иванов Иван", "ИВАН  иванов", "fit"},
    {"Иванов Иван", "Иван", "fit"},
    {"Иванов Иван", "Иванов", "fit"},
    {"Иванов Иван Петрович", "Иван Петрович", "fit"},
    {"Королёв Пётр", "Королев Петр", "fit"},
    {"Королёв Андрей", "Корол\u0435\u0308в Андре\u0438\u0306", "fit"},
    {"Анна-Мария Лотц", "Лотц, Анна Мария", "fit"},
    {"Иванов И. П.", "Иванов Иван Петрович", "fit"},
    {"Иванов И.", "Иванов Иван Петрович", "fit"},
    {"Иванов И. П.", "Иван Иванов", "fit"},
    {"Иванов И.П.", "Иванов И. П.", "fit"},
    {"И", "Иван", "fit"},
    {"Иванов И.", "Иван", "fit"},
    {"+7 916 123-00-01", "Иван", "fit"},
    {"Иванов Иван", "Иванова Иван", "other"},
    {"Иванов Иван", "Иванова Анна", "other"},
    {"Иванов Иван", "Иванов Пётр", "other"},
    {"Иванов И.", "Иванов Пётр", "other"},
    {"Иванов И. И.", "Иванов Иван Петрович", "other"},
    {"Иванов П.", "Иванов И. И.", "other"},
    {"Иван", "Иванов", "other"},
    {"Ив", "Иван", "other"},
    {"Иван Иван", "Иван Пётр", "other"},
    {"Мать", "Ребёнок", "other"},
    {"Anna", "Анна", "other"},
  };

  private final NightBase base = new NightBase("Europe/Moscow");

  @BeforeEach
  void theClubHadNightsBefore() {
    base.night("duplicates", D.minusDays(30));
  }

  @AfterEach
  void close() {
    base.close();
  }

  @Test
  void aPhoneOfTwoIsToldOnceToTheAdministrator() {
    long admin = base.employee("Админ", "CLUB_ADMIN");
    base.employee("Тренер", "TRAINER");
    long first = person("Анна", "+79161230001");
    long second = person("Анна Петрова", "+79161230001");

    JobRun run = base.night("duplicates", D);
    base.night("duplicates", D.plusDays(1));

    assertThat(run.found()).isEqualTo(1);
    assertThat(base.told("client.duplicate")).containsExactly(first);
    assertThat(base.facts("client.duplicate"))
        .singleElement()
        .asString()
        .contains("\"otherId\": " + second, "\"same\": [\"phone\"]");
    assertThat(base.noticed("client.duplicate")).containsExactly(admin);
  }

  @Test
  void aLeadIsToldOfAsTheOneToMergeIntoTheClient() {
    long lead = person(null, "+79161230001");
    base.write("update client set kind = 'LEAD' where id = ?", lead);
    long client = person("Клиент", "+79161230001");
    base.night("duplicates", D);
    assertThat(base.told("client.duplicate")).containsExactly(client);
  }

  @Test
  void aFamilyAndPeopleBornOnOtherDaysAndTheArchivedAreNone() {
    long mother = person("Саша", "+79161230001");
    child(mother);
    child(mother);
    long father = person("Пётр Королёв", "+79161230002");
    base.birth(father, BORN);
    long son = person("Пётр Королёв", "+79161230002");
    base.birth(son, BORN.plusYears(25));
    base.archive(person("Пётр Королёв", "+79161230002"));
    base.night("duplicates", D);
    assertThat(base.told("client.duplicate")).isEmpty();
  }

  /** All pairs in one night, each of a number of its own; twice, the second time the other way. */
  @Test
  void whoSharesANumberIsOnePersonIfTheNamesFit() {
    Map<String, String> pairs = new TreeMap<>();
    int number = 0;
    for (String[] row : NAMES) {
      for (int way = 0; way < 2; way++) {
        number++;
        long first = person(row[1 - way], "+7916124%04d".formatted(number));
        long second = person(row[way], "+7916124%04d".formatted(number));
        pairs.put(first + "-" + second, String.join(" | ", row[1 - way], row[way], row[2]));
        assertThat(NaiveNames.fit(row[way], row[1 - way]))
            .as("reference: %s", List.of(row))
            .isEqualTo(row[2].equals("fit"));
      }
    }
    base.night("duplicates", D);
    List<String> told =
        base.facts("client.duplicate").stream().map(fact -> pairs.get(pair(fact))).toList();
    assertThat(told)
        .containsExactlyInAnyOrderElementsOf(
            pairs.values().stream().filter(row -> row.endsWith("| fit")).toList());
  }

  private static String pair(String facts) {
    Matcher ids = Pattern.compile("\"otherId\": (\\d+), \"clientId\": (\\d+)").matcher(facts);
    assertThat(ids.find()).as(facts).isTrue();
    return ids.group(2) + "-" + ids.group(1);
  }

  @Test
  void aNameIsTheSameInAnyOrderAndCaseWithTheSameBirthday() {
    long first = born("Королёв  Пётр Ильич", BORN);
    long second = born("петр ильич Королев", BORN);
    born("Пётр Ильич Королёв", BORN.plusDays(1));
    base.client("Пётр Ильич Королёв");
    born("Королёва Анна", BORN);
    base.night("duplicates", D);
    assertThat(base.facts("client.duplicate"))
        .singleElement()
        .asString()
        .contains("\"clientId\": " + first, "\"otherId\": " + second, "nameAndBirth");
  }

  @Test
  void anEmailIsTheSameInAnyCase() {
    long first = base.client("Анна");
    base.write("update client set email = 'Anna@Example.ru' where id = ?", first);
    long second = base.client("Анна Б.");
    base.write("update client set email = 'anna@example.ru' where id = ?", second);
    long husband = base.client("Пётр");
    base.write("update client set email = 'anna@example.ru' where id = ?", husband);
    base.night("duplicates", D);
    assertThat(base.told("client.duplicate")).containsExactly(first);
  }

  @Test
  void aNumberThatMoreThanTenShareIsNobodysOwn() {
    for (int i = 0; i < 11; i++) {
      person("Группа " + i, "+79990000000");
    }
    for (int i = 0; i < 10; i++) {
      person("Десять " + i, "+79990000001");
    }
    assertThat(base.night("duplicates", D).found()).isEqualTo(45);
  }

  @Test
  void eachEmployeeIsToldHowManyCardsAreOverdueOnceADate() {
    long admin = base.employee("Админ", "CLUB_ADMIN");
    long anna = base.employee("Анна", "COORDINATOR");
    long idle = base.employee("Без карточек", "COORDINATOR");
    base.card(base.client("1"), D.minusDays(1), anna);
    base.card(base.client("2"), D.minusDays(9), anna);
    base.card(base.client("3"), D, anna);
    base.card(base.client("4"), null, anna);
    base.card(base.client("5"), D.minusDays(2), null);
    long closed = base.client("6");
    base.card(closed, D.minusDays(5), idle);
    base.closeCards(closed);

    JobRun dry = base.night("overdue-digest", D, true);
    assertThat(dry.found()).isEqualTo(2);
    assertThat(base.told("tasks.overdue")).isEmpty();
    JobRun run = base.night("overdue-digest", D);
    JobRun again = base.night("overdue-digest", D);

    assertThat(run.made()).isEqualTo(2);
    assertThat(again.made()).isZero();
    assertThat(base.noticed("tasks.overdue")).containsExactlyInAnyOrder(anna, admin);
    assertThat(base.facts("tasks.overdue"))
        .anySatisfy(
            facts ->
                assertThat(facts)
                    .contains(
                        "\"employeeId\": " + anna,
                        "\"overdue\": 2",
                        "\"oldestDueOn\": \"" + D.minusDays(9)))
        .anySatisfy(facts -> assertThat(facts).contains("\"unassigned\": true", "\"overdue\": 1"));
    base.night("overdue-digest", D.plusDays(1));
    assertThat(base.noticed("tasks.overdue")).hasSize(4);
    assertThat(List.of(idle)).isNotEmpty();
  }

  private void child(long mother) {
    long child = person("Саша", "+79161230001");
    base.write("update client set family_parent_id = ? where id = ?", mother, child);
  }

  private long born(String name, LocalDate on) {
    long client = base.client(name);
    base.birth(client, on);
    return client;
  }

  private long person(@Nullable String name, String number) {
    long client = base.client(name);
    base.phone(client, number);
    return client;
  }
}
