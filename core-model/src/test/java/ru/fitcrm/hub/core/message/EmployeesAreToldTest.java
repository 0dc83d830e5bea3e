package ru.fitcrm.hub.core.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import ru.fitcrm.hub.core.board.NoticeBox;
import ru.fitcrm.hub.core.club.ClubStaff;
import ru.fitcrm.hub.core.club.Employee;
import ru.fitcrm.hub.core.club.EmployeeEdit;
import ru.fitcrm.hub.core.club.Role;
import ru.fitcrm.hub.core.connection.Lease;
import ru.fitcrm.hub.core.journal.Journal;
import ru.fitcrm.hub.core.journal.NewEvent;
import ru.fitcrm.hub.core.outbox.Outcome;
import ru.fitcrm.hub.core.person.Client;

/**
 * Employees are told in the console first, then by the rule's channels, where they can be reached.
 */
class EmployeesAreToldTest {

  private static final String OLGA = "+79161234569";

  private final ClubWithMessages hub = new ClubWithMessages();
  private final Employee olga =
      hub.core.in(
          hub.club,
          () ->
              hub.core
                  .get(ClubStaff.class)
                  .add(
                      new EmployeeEdit(
                          "Ольга",
                          OLGA,
                          null,
                          Role.RECEPTION,
                          null,
                          null,
                          "olga@club.test",
                          "777",
                          null),
                      "RU"));

  @AfterEach
  void close() {
    hub.close();
  }

  @Test
  void aRuleThatWritesToARoleIsANoticeInTheConsoleAndAMessage() {
    Lease sms = hub.gateway(Channel.SMS);
    hub.rule(
        "client.sleeping",
        """
        {"to": "RECEPTION", "channels": ["SMS"], "text": {"ru": "Спит: {client.name}"}}""");
    Client anna = hub.person("Анна", ClubWithMessages.ANNA);
    happened(anna);

    assertThat(notices())
        .singleElement()
        .satisfies(
            notice -> {
              assertThat(notice.clientId()).isEqualTo(anna.id());
              assertThat(notice.template()).isEqualTo("Спит: {client.name}");
            });
    assertThat(hub.send(sms, new Outcome.Accepted("g-1")))
        .singleElement()
        .satisfies(
            said -> {
              assertThat(said.address()).isEqualTo(OLGA);
              assertThat(said.text()).isEqualTo("Спит: Анна");
            });
  }

  @Test
  void anEmployeeIsReachedByEachChannelTheyHaveAnAddressFor() {
    Map<Channel, String> addresses =
        Map.of(Channel.TELEGRAM, "777", Channel.EMAIL, "olga@club.test", Channel.WHATSAPP, OLGA);
    addresses.forEach(
        (channel, address) -> {
          Lease lease = hub.gateway(channel);
          hub.update("delete from rule where action = 'MESSAGE'");
          hub.rule(
              "client.sleeping",
              """
              {"to": "RECEPTION", "channels": ["MAX", "%s"], "text": {"ru": "Спит"}}"""
                  .formatted(channel));
          happened(hub.person("Анна", ClubWithMessages.ANNA));
          assertThat(hub.send(lease, new Outcome.Accepted("g")))
              .singleElement()
              .extracting(TextToSend::address)
              .isEqualTo(address);
        });
  }

  @Test
  void whatAnEmployeeWritesFromTheirMessengerMakesNoLead() {
    Lease telegram = hub.gateway(Channel.TELEGRAM);
    hub.take(telegram, hub.written(Channel.TELEGRAM, "777", null, "Кто завтра?"));
    assertThat(hub.number("select count(*) from client")).isZero();
    hub.take(telegram, hub.written(Channel.TELEGRAM, "778", null, "Есть места?"));
    assertThat(hub.number("select count(*) from client")).isOne();
  }

  private void happened(Client client) {
    Instant now = hub.now();
    hub.core.in(
        hub.club,
        () ->
            hub.core
                .get(Journal.class)
                .append(
                    List.of(
                        NewEvent.once(
                            "client.sleeping", "client", client.id(), client.id(), Map.of(), now)),
                    now,
                    LocalDate.ofInstant(now, hub.club.zone())));
  }

  private List<NoticeBox.Notice> notices() {
    return hub.core.in(hub.club, () -> hub.core.get(NoticeBox.class).unread(olga.id(), "ru"));
  }
}
