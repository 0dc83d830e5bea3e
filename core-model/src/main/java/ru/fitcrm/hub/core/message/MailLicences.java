package ru.fitcrm.hub.core.message;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.club.Club;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.club.ClubId;
import ru.fitcrm.hub.core.journal.Journal;
import ru.fitcrm.hub.core.journal.NewEvent;
import ru.fitcrm.hub.core.licence.LicenceState;
import ru.fitcrm.hub.core.platform.BusinessClock;
import ru.fitcrm.hub.core.platform.Columns;
import ru.fitcrm.hub.core.platform.SqlFile;

/**
 * Tells the platform's own club what the night told clubs of their licences. There a rule of {@code
 * licence.notice} with {@code to: CLUB} writes to the administrators of the club told of, each in
 * their language, through the platform's SMTP. Killed anywhere it goes on where it was: the event's
 * key is taken once.
 */
public final class MailLicences {

  private static final String TO_MAIL = SqlFile.read(MailLicences.class, "licences_to_mail.sql");

  private static final String PLATFORM = "select id from club where slug = :slug";

  private static final String PUT =
      """
      insert into message (direction, purpose, state, channels, addresses, language, rule_id, event_id,
                           way_due_at, created_at)
      select 'OUTGOING', coalesce(r.settings ->> 'purpose', 'SERVICE'), 'WAITING', array['EMAIL'],
             jsonb_build_object('EMAIL', a.address), a.language, r.id, e.id, now(), :now
        from event e
        join rule r on r.event_type = e.type and r.enabled and r.action = 'MESSAGE'
                   and r.settings ->> 'to' = 'CLUB' and (r.condition is null or e.data @@ r.condition)
       cross join unnest(cast(:addresses as text[]), cast(:languages as text[])) a(address, language)
       where e.subject_type = 'club' and e.subject_id = :club and e.key = :key
       order by r.id, a.address""";

  private static final String MAILED =
      """
      update licence_notice set mailed_at = now(), dropped_because = :dropped
       where valid_until = :until and day = :day""";

  private final ClubGate gate;
  private final JdbcClient jdbc;
  private final Journal journal;
  private final GiveWays ways;
  private final BusinessClock clock;

  MailLicences(
      ClubGate gate, JdbcClient jdbc, Journal journal, GiveWays ways, BusinessClock clock) {
    this.gate = gate;
    this.jdbc = jdbc;
    this.journal = journal;
    this.ways = ways;
    this.clock = clock;
  }

  /** {@code languages} are those of {@code addresses}, in their order. */
  private record Told(
      ClubId club,
      String slug,
      String clubName,
      LocalDate validUntil,
      int day,
      List<String> addresses,
      List<String> languages,
      boolean renewed) {

    String key() {
      return "licence.notice:%s:%s:%d".formatted(club, validUntil, day);
    }

    NewEvent event(Instant now) {
      return new NewEvent(
          "licence.notice",
          key(),
          "club",
          club.value(),
          null,
          Map.of(
              "clubId",
              club.value(),
              "club",
              slug,
              "clubName",
              clubName,
              "validUntil",
              validUntil.toString(),
              "day",
              day,
              "state",
              LicenceState.on(validUntil, validUntil.plusDays(day)).name()),
          now);
    }
  }

  /**
   * Works through what the night has told. One node at a time may do it. Opens gates of its own.
   *
   * @return how many notices were worked through; of a licence renewed since no letter goes
   */
  public int mail() {
    Optional<ClubId> platform =
        gate.asPlatform(
            () ->
                jdbc.sql(PLATFORM)
                    .param("slug", Club.PLATFORM_SLUG)
                    .query((row, i) -> new ClubId(row.getLong(1)))
                    .optional());
    return platform.map(this::mail).orElse(0);
  }

  private int mail(ClubId platform) {
    List<Told> told = gate.asPlatform(() -> jdbc.sql(TO_MAIL).query((row, i) -> told(row)).list());
    for (Told one : told) {
      if (!one.renewed()) {
        gate.runInClub(platform, () -> tell(one));
      }
      gate.runInClub(one.club(), () -> mailed(one));
    }
    return told.size();
  }

  private void mailed(Told one) {
    jdbc.sql(MAILED)
        .param("until", one.validUntil())
        .param("day", one.day())
        .param("dropped", one.renewed() ? "licence-renewed" : null, Types.VARCHAR)
        .update();
  }

  private void tell(Told one) {
    Instant now = clock.instant();
    Journal.Appended appended =
        journal.append(List.of(one.event(now)), now, LocalDate.ofInstant(now, ZoneOffset.UTC));
    if (appended.events() == 0) {
      return;
    }
    int put =
        jdbc.sql(PUT)
            .param("club", one.club().value())
            .param("key", one.key())
            .param("addresses", one.addresses().toArray(String[]::new))
            .param("languages", one.languages().toArray(String[]::new))
            .param("now", Columns.at(now))
            .update();
    if (put > 0) {
      ways.messagesPut();
    }
  }

  private static Told told(ResultSet row) throws SQLException {
    return new Told(
        new ClubId(row.getLong("club")),
        row.getString("slug"),
        row.getString("club_name"),
        row.getObject("valid_until", LocalDate.class),
        row.getInt("day"),
        Columns.texts(row, "addresses"),
        Columns.texts(row, "languages"),
        row.getBoolean("renewed"));
  }
}
