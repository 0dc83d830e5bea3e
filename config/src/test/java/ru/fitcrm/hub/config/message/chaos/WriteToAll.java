package ru.fitcrm.hub.config.message.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import ru.fitcrm.hub.config.start.DatabaseLogins;
import ru.fitcrm.hub.config.testing.ApiCaller;
import ru.fitcrm.hub.config.testing.ApiCaller.Answer;

/**
 * Clubs whose people all have their birthday on one day, and a rule that congratulates them: the
 * night makes as many messages as there are people.
 */
final class WriteToAll {

  private static final LocalDate DAY = LocalDate.of(2026, 11, 20);

  private static final List<String> PEOPLE =
      List.of(
          """
          insert into client (club_id, kind, name, email, birth_date)
          select c.id, 'CLIENT', 'mark-' || (n * %2$d + %3$d), 'anna' || n || '@example.ru', date '1990-11-20'
            from club c, generate_series(0, %4$d - 1) n where c.slug = '%1$s'""",
          """
          insert into client_phone (club_id, client_id, number)
          select p.club_id, p.id, '+7916' || lpad(substr(p.name, 6), 7, '0')
            from client p join club c on c.id = p.club_id
           where c.slug = '%1$s' and p.name like 'mark-%%'""");

  private final Supplier<ApiCaller> hub;
  private final List<Peer> peers;
  private final int each;

  /**
   * @param hub the one that runs now
   * @param total messages, as many for each peer
   */
  WriteToAll(Supplier<ApiCaller> hub, List<Peer> peers, int total) {
    this.hub = hub;
    this.peers = peers;
    this.each = total / peers.size();
  }

  int total() {
    return each * peers.size();
  }

  /** Makes the clubs with their connections, people and rules; the connection is the owner's. */
  void furnish(Connection owner) throws SQLException {
    try (PutMessages clubs = new PutMessages(hub, peers, 0);
        Statement statement = owner.createStatement()) {
      clubs.furnish();
      statement.execute("set role " + DatabaseLogins.PLATFORM_ROLE);
      for (int i = 0; i < peers.size(); i++) {
        for (String sql : PEOPLE) {
          statement.execute(
              String.format(Locale.ROOT, sql, peers.get(i).name(), peers.size(), i, each));
        }
        rule(peers.get(i));
      }
    }
  }

  private void rule(Peer peer) {
    Answer saved =
        hub.get()
            .put(
                "clubs/" + peer.name() + "/rules",
                """
                {"items": [{"name": "Поздравление", "eventType": "client.birthday", "action": "MESSAGE", "enabled": true,
                  "settings": {"to": "CLIENT", "channels": ["%s"], "purpose": "SERVICE",
                               "text": {"ru": "С днём рождения, {client.name}"}}}]}"""
                    .formatted(peer.channel()));
    assertThat(saved.status()).as(saved.json().toString()).isEqualTo(200);
  }

  /** Asks for the night. */
  void start() {
    String clubs = String.join("\", \"", peers.stream().map(Peer::name).toList());
    Answer asked =
        hub.get()
            .post(
                "jobs/birthdays/runs",
                "{\"businessDate\": \"%s\", \"clubs\": [\"%s\"]}".formatted(DAY, clubs));
    assertThat(asked.status()).as(asked.json().toString()).isEqualTo(202);
  }
}
