package ru.fitcrm.hub.connectors.onec.fitness;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.connectors.onec.CallsPerBase;
import ru.fitcrm.hub.connectors.onec.fitness.OnecFitnessSettings.LeadVia;
import ru.fitcrm.hub.connectors.onec.fitness.OnecFitnessSettings.TokenWay;
import ru.fitcrm.hub.core.sync.ClubSystem;
import ru.fitcrm.hub.core.sync.ClubSystem.Lead;
import ru.fitcrm.hub.core.sync.ClubSystem.Reading;
import ru.fitcrm.hub.core.sync.ClubSystem.Trouble;
import ru.fitcrm.hub.core.sync.Packet;
import ru.fitcrm.hub.sandbox.onec.SandboxOnec;
import ru.fitcrm.hub.sandbox.onec.base.Row;
import ru.fitcrm.hub.sandbox.onec.fitness.FitnessRoom;
import ru.fitcrm.hub.sandbox.onec.front.Answer;
import ru.fitcrm.hub.sandbox.onec.front.Fault;

/** A sandbox of 1C:Fitness and a club that is connected to it. */
final class ClubWithFitness implements AutoCloseable {

  static final ZoneId MOSCOW = ZoneId.of("Europe/Moscow");

  static final Lead LEAD =
      new Lead(
          "lead-1",
          "+79161234567",
          "Иванова Анна",
          "anna@mail.ru",
          "Сайт",
          "Хочет «йогу» & \"бассейн\"",
          Instant.parse("2026-11-22T09:00:00Z"));

  final SandboxOnec onec;
  final OnecFitnessConnector connector;
  final ClubSystem system;

  ClubWithFitness() {
    onec = SandboxOnec.start(SandboxOnec.settings().today(LocalDate.of(2026, 11, 22)));
    connector = new OnecFitnessConnector(new CallsPerBase());
    system = connector.open(settings(TokenWay.LOOKUP, LeadVia.API), MOSCOW);
  }

  @Override
  public void close() {
    system.close();
    onec.close();
  }

  OnecFitnessSettings settings(TokenWay tokenWay, LeadVia leadVia) {
    String leadUrl =
        switch (leadVia) {
          case WEBHOOK -> onec.leadUrl("Webhook");
          case TILDA -> onec.leadUrl("Tilda");
          case API, NONE -> null;
        };
    return settings(tokenWay, leadVia, leadUrl, FitnessRoom.KEY, List.of());
  }

  OnecFitnessSettings settings(
      TokenWay tokenWay,
      LeadVia leadVia,
      @Nullable String leadUrl,
      String apiKey,
      List<String> statuses) {
    return new OnecFitnessSettings(
        onec.apiUrl(),
        "Хаб",
        "пароль",
        apiKey,
        null,
        FitnessRoom.SECRET,
        tokenWay,
        leadVia,
        leadUrl,
        statuses,
        5,
        null,
        null);
  }

  /** Of those who have visits and a recurring contract. */
  Row.Client busyClient() {
    return onec.base().read(Row.Kind.CLIENT, 0, 100).stream()
        .map(Row.Client.class::cast)
        .filter(
            client ->
                onec.base().belongings(client.ref()).stream()
                        .filter(Row.Visit.class::isInstance)
                        .count()
                    > 10)
        .findFirst()
        .orElseThrow();
  }

  static Packet packet(Reading reading) {
    if (reading instanceof Reading.Page page) {
      return page.packet();
    }
    throw new AssertionError("no page: " + reading);
  }

  Packet read() {
    return packet(system.readPerson(busyClient().ref(), null));
  }

  Packet readTickets(String tickets) {
    onec.faults().next("tickets", json(200, "{\"result\": true, \"data\": [" + tickets + "]}"));
    return read();
  }

  static Trouble trouble(Reading reading) {
    return ((Reading.Not) reading).trouble();
  }

  static Fault json(int status, String body) {
    return new Fault.Instead(Answer.of(status, "application/json; charset=utf-8", body));
  }
}
