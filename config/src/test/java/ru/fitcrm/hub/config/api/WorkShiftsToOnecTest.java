package ru.fitcrm.hub.config.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.config.testing.ApiCaller.Answer;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.sandbox.onec.base.Row;
import ru.fitcrm.hub.sandbox.onec.front.Fault;
import ru.fitcrm.hub.sandbox.onec.front.OnecWords;

/** Work hours from the hub to a 1C that takes them, and back. */
class WorkShiftsToOnecTest {

  private static final Duration SOON = Duration.ofSeconds(30);
  private static final LocalDate DAY = LocalDate.of(2027, 3, 1);

  private final ClubWithOnec onec = new ClubWithOnec(3, 500);

  @AfterEach
  void close() {
    onec.close();
  }

  @Test
  void aChangeIsIn1cAndComesBackAsTheSameRow() {
    JsonNode unused = onec.awaitFirstLoad();
    long anna = employee("Анна Серова");
    Answer made = add(anna, "09:00", "18:00");
    assertThat(made.text("state")).isEqualTo("WAITING");
    awaitState(made.id(), "THERE");
    Row.Shift there = theShiftThere();
    assertThat(there.employeeRef()).isEqualTo("Анна Серова");
    assertThat(there.startsAt()).isEqualTo(DAY.atTime(9, 0));

    JsonNode run = onec.sync("CHANGES");
    assertThat(run.path("counts").path("shift").path("read").asInt())
        .as("1C told it back: " + run)
        .isPositive();
    assertThat(shiftsOf(anna)).hasSize(1);
    assertThat(shiftsOf(anna).getFirst().path("id").asLong()).isEqualTo(made.id());

    change(there, DAY.atTime(12, 0), DAY.atTime(20, 0));
    JsonNode again = onec.sync("CHANGES");
    assertThat(again.path("state").asText()).isEqualTo("COMPLETED");
    assertThat(shiftsOf(anna)).hasSize(1);
    assertThat(shiftsOf(anna).getFirst().path("start").asText()).startsWith("12:00");

    onec.admin.patch(path(made.id()), "{\"end\": \"21:00\"}");
    awaitState(made.id(), "THERE");
    assertThat(theShiftThere().endsAt()).isEqualTo(DAY.atTime(21, 0));
    onec.admin.delete(path(made.id()));
    await().atMost(SOON).until(() -> theShiftThere().deleted());
    JsonNode last = onec.sync("CHANGES");
    assertThat(last.path("state").asText()).isEqualTo("COMPLETED");
    assertThat(shiftsOf(anna)).isEmpty();
  }

  @Test
  void whileThe1cIsDownAChangeWaitsAndArrivesOnce() {
    JsonNode unused = onec.awaitFirstLoad();
    onec.onec.down();
    Answer made = add(employee("Анна Серова"), "09:00", "18:00");
    await().atMost(SOON).until(() -> outcomes().contains("CONNECTION_DOWN"));
    assertThat(state(made.id())).isEqualTo("WAITING");

    onec.onec.up();
    probeNow();

    awaitState(made.id(), "THERE");
    assertThat(onec.onec.base().takenShifts()).hasSize(1);
  }

  @Test
  void anAnswerThatWasLostDoesNotMakeASecondRow() {
    JsonNode unused = onec.awaitFirstLoad();
    onec.onec.faults().next("PutShifts", new Fault.Lost());
    Answer made = add(employee("Анна Серова"), "09:00", "18:00");
    await()
        .atMost(SOON)
        .until(
            () -> {
              probeNow();
              return state(made.id()).equals("THERE");
            });
    assertThat(onec.onec.base().takenShifts()).hasSize(1);
    assertThat(onec.onec.requests("PutShifts")).hasSizeGreaterThan(1);
  }

  @Test
  void whatThe1cRefusesSaysWhy() {
    Answer no = add(employee("Уволенный Сотрудник"), "09:00", "18:00");
    awaitState(no.id(), "REFUSED");
    assertThat(onec.admin.get(path(no.id())).text("reason")).contains("Сотрудник уволен");
    onec.onec.faults().next("PutShifts", OnecWords.soapFault("Период закрыт"));
    Answer fault = add(employee("Анна Серова"), "09:00", "18:00");
    awaitState(fault.id(), "REFUSED");
    assertThat(onec.admin.get(path(fault.id())).text("reason")).contains("Период закрыт");
  }

  // ---- the club

  private long employee(String name) {
    return onec.admin.post(onec.club.path("employees"), "{\"name\": \"%s\"}".formatted(name)).id();
  }

  private Answer add(long employee, String start, String end) {
    Answer made =
        onec.admin.post(
            onec.club.path("work-shifts"),
            "{\"employeeId\": %d, \"date\": \"%s\", \"start\": \"%s\", \"end\": \"%s\"}"
                .formatted(employee, DAY, start, end));
    assertThat(made.status()).as(made.json().toString()).isEqualTo(201);
    return made;
  }

  private List<JsonNode> shiftsOf(long employee) {
    return onec.items("work-shifts?employee=" + employee);
  }

  private String path(long id) {
    return onec.club.path("work-shifts/" + id);
  }

  private String state(long id) {
    return onec.admin.get(path(id)).text("state");
  }

  private void awaitState(long id, String state) {
    await().atMost(SOON).until(() -> state(id).equals(state));
  }

  private Row.Shift theShiftThere() {
    List<Row.Shift> taken = onec.onec.base().takenShifts();
    assertThat(taken).hasSize(1);
    return taken.getFirst();
  }

  private void change(Row.Shift shift, LocalDateTime from, LocalDateTime to) {
    onec.onec.base().takeShift(shift.ref(), false, shift.employeeRef(), from, to);
  }

  private List<String> outcomes() {
    return onec.items("outbox").stream()
        .flatMap(message -> message.path("attempts").findValuesAsText("outcome").stream())
        .toList();
  }

  private void probeNow() {
    int unused =
        onec.club
            .hub()
            .get(ClubGate.class)
            .inClub(
                onec.club.clubId(),
                () ->
                    onec.club
                        .hub()
                        .get(JdbcClient.class)
                        .sql(
                            "update connection_health set probe_at = now() where probe_at is not null")
                        .update());
  }
}
