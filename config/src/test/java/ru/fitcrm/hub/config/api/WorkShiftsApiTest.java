package ru.fitcrm.hub.config.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import ru.fitcrm.hub.config.testing.ApiCaller;
import ru.fitcrm.hub.config.testing.ApiCaller.Answer;
import ru.fitcrm.hub.config.testing.TestClub;
import ru.fitcrm.hub.core.shift.ShiftTakers;
import ru.fitcrm.hub.sandbox.onec.SandboxOnec;

/** Work hours and who is available, in the API. */
class WorkShiftsApiTest {

  private final TestClub club = TestClub.make();
  private final ApiCaller admin = club.admin();
  private final long anna = employee("Анна");
  private final long boris = employee("Борис");

  @Test
  void hoursAreAddedReadChangedAndRemoved() {
    Answer made = add(anna, "2026-11-23", "22:00", "06:00");
    assertThat(made.status()).as(made.json().toString()).isEqualTo(201);
    assertThat(made.header("Location")).endsWith("/work-shifts/" + made.id());
    assertThat(made.text("endsAt")).isEqualTo("2026-11-24T03:00:00Z");
    assertThat(made.text("state")).isEqualTo("HERE");
    String path = club.path("work-shifts/" + made.id());

    Answer changed = admin.patch(path, "{\"end\": \"05:30\"}", "If-Match", made.header("ETag"));
    assertThat(changed.status()).as(changed.json().toString()).isEqualTo(200);
    assertThat(changed.text("start")).startsWith("22:00");
    assertThat(changed.text("end")).startsWith("05:30");
    assertThat(admin.patch(path, "{\"end\": \"05:00\"}", "If-Match", made.header("ETag")).status())
        .isEqualTo(412);
    assertThat(admin.get(path).text("end")).startsWith("05:30");
    assertThat(admin.delete(path, "If-Match", made.header("ETag")).status()).isEqualTo(412);
    assertThat(admin.delete(path).status()).isEqualTo(204);
    assertThat(admin.get(path).status()).isEqualTo(404);
    assertThat(admin.get(club.path("audit")).json().toString()).contains("work-shift.removed");
  }

  @Test
  void aListIsOfAnEmployeeAndOfDates() {
    for (int day = 23; day < 26; day++) {
      assertThat(add(anna, "2026-11-" + day, "09:00", "18:00").status()).isEqualTo(201);
    }
    assertThat(add(boris, "2026-11-23", "09:00", "18:00").status()).isEqualTo(201);
    Answer some = list("employee=" + anna + "&from=2026-11-23&to=2026-11-24");
    assertThat(some.json().path("items").findValuesAsText("date"))
        .containsExactly("2026-11-23", "2026-11-24");
    Answer first = list("limit=3");
    assertThat(first.json().path("items")).hasSize(3);
    assertThat(list("limit=3&cursor=" + first.text("next")).json().path("items")).hasSize(1);
    assertThat(list("from=gestern").text("field")).isEqualTo("from");
  }

  @Test
  void whatIsWrongNamesItsField() {
    String day = "\"date\": \"2026-11-23\", ";
    String who = "\"employeeId\": " + anna + ", ";
    assertWrong("end", "{" + who + day + "\"start\": \"09:00\"}");
    assertWrong("start", "{" + who + day + "\"start\": \"25:00\", \"end\": \"10:00\"}");
    assertWrong("employeeId", "{" + day + "\"start\": \"09:00\", \"end\": \"10:00\"}");
    assertThat(add(anna, "2026-11-23", "09:00", "18:00").status()).isEqualTo(201);
    Answer overlap = add(anna, "2026-11-23", "17:00", "19:00");
    assertThat(overlap.text("code")).isEqualTo("shift.overlaps");
    assertThat(overlap.text("field")).isEqualTo("start");
    assertThat(overlap.text("detail")).contains("2026-11-23 09:00 to 18:00");
  }

  @Test
  void everybodyWritesTheirOwnHoursAndSwitchesThemselvesOnly() {
    ApiCaller nobody = new ApiCaller(club.hub().baseUrl(), null);
    Answer session =
        admin.post(
            "/api/test-login",
            "{\"name\": \"anna@club.ru\", \"club\": %d, \"role\": \"TRAINER\", \"employeeId\": %d}"
                .formatted(club.id(), anna));
    String cookie = session.header("Set-Cookie").split(";", 2)[0];
    String[] own = {"Cookie", cookie, "X-CSRF-TOKEN", session.text("csrf")};

    Answer mine = nobody.post(club.path("work-shifts"), body(anna), own);
    assertThat(mine.status()).as(mine.json().toString()).isEqualTo(201);
    assertThat(nobody.post(club.path("work-shifts"), body(boris), own).status()).isEqualTo(403);
    long others = add(boris, "2026-11-23", "09:00", "18:00").id();
    String path = club.path("work-shifts/" + others);
    assertThat(nobody.patch(path, "{\"end\": \"17:00\"}", own).status()).isEqualTo(403);
    assertThat(nobody.delete(path, own).status()).isEqualTo(403);
    assertThat(nobody.delete(club.path("work-shifts/" + mine.id()), own).status()).isEqualTo(204);

    String me = club.path("employees/" + anna);
    Answer off = nobody.patch(me, "{\"available\": false}", own);
    assertThat(off.json().path("available").asBoolean(true)).isFalse();
    assertThat(nobody.patch(me, "{\"name\": \"Царица\"}", own).status()).isEqualTo(403);
    assertThat(
            nobody.patch(club.path("employees/" + boris), "{\"available\": false}", own).status())
        .isEqualTo(403);
  }

  @Test
  void availableIsKeptByAPutThatDoesNotNameIt() {
    String path = club.path("employees/" + anna);
    assertThat(admin.get(path).json().path("available").asBoolean()).isTrue();
    assertThat(admin.patch(path, "{\"available\": false}").text("name")).isEqualTo("Анна");
    assertThat(admin.put(path, "{\"name\": \"Анна Серова\"}").json().path("available").asBoolean())
        .isFalse();
    Answer on = admin.put(path, "{\"name\": \"Анна Серова\", \"available\": true}");
    assertThat(on.json().path("available").asBoolean()).isTrue();
  }

  @Test
  void whereThe1cTakesNoHoursTheyStayHere() {
    assertThat(club.hub().get(ShiftTakers.class).kinds()).containsExactly("onec-soap");
    try (SandboxOnec onec = SandboxOnec.start(SandboxOnec.settings())) {
      Answer made =
          admin.post(
              club.path("connections"),
              """
              {"kind": "onec-fitness", "name": "1С", "enabled": true, "settings": {"baseUrl": "%s",
               "username": "Хаб", "password": "пароль", "apiKey": "ключ", "leadVia": "NONE"}}"""
                  .formatted(onec.apiUrl()));
      assertThat(made.status()).as(made.json().toString()).isEqualTo(201);
      assertThat(add(anna, "2026-11-23", "09:00", "18:00").text("state")).isEqualTo("HERE");
      assertThat(admin.get(club.path("outbox")).json().path("items")).isEmpty();
      admin.delete(club.path("connections/" + made.id()));
    }
  }

  private void assertWrong(String field, String body) {
    Answer wrong = admin.post(club.path("work-shifts"), body);
    assertThat(wrong.status()).isIn(400, 422);
    assertThat(wrong.text("field")).as(wrong.json().toString()).isEqualTo(field);
  }

  private Answer list(String query) {
    return admin.get(club.path("work-shifts?" + query));
  }

  private Answer add(long employee, String date, String start, String end) {
    return admin.post(
        club.path("work-shifts"),
        "{\"employeeId\": %d, \"date\": \"%s\", \"start\": \"%s\", \"end\": \"%s\"}"
            .formatted(employee, date, start, end));
  }

  private static String body(long employee) {
    return "{\"employeeId\": %d, \"date\": \"2026-12-01\", \"start\": \"09:00\", \"end\": \"18:00\"}"
        .formatted(employee);
  }

  private long employee(String name) {
    return admin.post(club.path("employees"), "{\"name\": \"%s\"}".formatted(name)).id();
  }
}
