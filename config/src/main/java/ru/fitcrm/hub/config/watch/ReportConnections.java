package ru.fitcrm.hub.config.watch;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import ru.fitcrm.hub.config.start.StartReport;
import ru.fitcrm.hub.core.club.ClubGate;

/** Says at the start which connections are meant to run. */
@Component
class ReportConnections implements StartReport {

  private static final String ENABLED =
      """
      select n.kind || ' of ' || club.slug as said
        from connection n join club on club.id = n.club_id
       where n.enabled and club.active
       order by club.slug, n.id
       limit 6""";
  private static final int SAID_AT_MOST = 5;

  private final ClubGate gate;
  private final JdbcClient jdbc;

  ReportConnections(ClubGate gate, JdbcClient jdbc) {
    this.gate = gate;
    this.jdbc = jdbc;
  }

  @Override
  public List<String> lines() {
    List<String> enabled = gate.asPlatform(() -> jdbc.sql(ENABLED).query(String.class).list());
    if (enabled.isEmpty()) {
      return List.of();
    }
    String said = String.join(", ", enabled.stream().limit(SAID_AT_MOST).toList());
    return List.of(enabled.size() > SAID_AT_MOST ? said + " and more" : said);
  }
}
