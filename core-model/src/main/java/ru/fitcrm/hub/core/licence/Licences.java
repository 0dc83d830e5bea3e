package ru.fitcrm.hub.core.licence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.club.Club;
import ru.fitcrm.hub.core.club.ClubId;
import ru.fitcrm.hub.core.club.FurnishClub;
import ru.fitcrm.hub.core.platform.BusinessClock;
import ru.fitcrm.hub.core.platform.NotFound;
import ru.fitcrm.hub.core.platform.StaleVersion;

/** The licences of clubs. Calls run inside the club's gate unless they say otherwise. */
public final class Licences implements FurnishClub {

  private static final int TRIAL_DAYS = 30;

  private static final String INSERT =
      """
      insert into licence (plan, valid_until, users_limit, clients_limit)
      select :plan, case when slug = :platform then :forEver else :until end, :users, :clients
        from club where id = :club""";

  private static final String STANDINGS =
      """
      select l.club_id, l.plan, l.valid_until, c.timezone
        from licence l join club c on c.id = l.club_id
       where l.club_id = any (:clubs)""";

  private static final String RENEW =
      """
      update licence
         set plan = :plan, valid_until = :validUntil, users_limit = :usersLimit,
             clients_limit = :clientsLimit, version = version + 1,
             asked_months = null, asked_by = null, asked_at = null
       where club_id = (select hub_club()) and version = :version""";

  private static final String USAGE =
      "select %s as users, %s as clients".formatted(LicenceLimits.USERS, LicenceLimits.CLIENTS);

  private final JdbcClient jdbc;
  private final BusinessClock clock;

  Licences(JdbcClient jdbc, BusinessClock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** A club made without a licence tries everything for 30 days; the platform's own needs none. */
  @Override
  public void furnish(ClubId club) {
    Plan plan = Plan.PREMIUM;
    jdbc.sql(INSERT)
        .param("club", club.value())
        .param("platform", Club.PLATFORM_SLUG)
        .param("forEver", LicenceStanding.FOR_EVER)
        .param("plan", plan.name())
        .param("until", trialEnd(club))
        .param("users", plan.users())
        .param("clients", plan.clients())
        .update();
  }

  /**
   * Gives a club another licence. Runs inside the platform's gate.
   *
   * @param plan PREMIUM if null
   * @param validUntil the last day it is good for, 30 days from the club's today if null
   */
  public void grant(ClubId club, @Nullable Plan plan, @Nullable LocalDate validUntil) {
    Plan bought = plan == null ? Plan.PREMIUM : plan;
    jdbc.sql(
            """
            update licence
               set plan = :plan, valid_until = :until, users_limit = :users, clients_limit = :clients,
                   version = version + 1
             where club_id = :club""")
        .param("plan", bought.name())
        .param("until", validUntil == null ? trialEnd(club) : validUntil)
        .param("users", bought.users())
        .param("clients", bought.clients())
        .param("club", club.value())
        .update();
  }

  private LocalDate trialEnd(ClubId club) {
    String zone =
        jdbc.sql("select timezone from club where id = :club")
            .param("club", club.value())
            .query(String.class)
            .single();
    return LocalDate.ofInstant(clock.instant(), ZoneId.of(zone)).plusDays(TRIAL_DAYS);
  }

  /**
   * Changes or renews the club's licence; what was closed is open with the commit.
   *
   * @param zone the club's, whose day counts
   * @param version the version the caller read
   */
  public Licence change(LicenceEdit edit, ZoneId zone, long version) {
    Licence now = get();
    Licence wanted = edit.applyTo(now, LocalDate.ofInstant(clock.instant(), zone));
    int changed =
        jdbc.sql(RENEW)
            .param("plan", wanted.plan().name())
            .param("validUntil", wanted.validUntil())
            .param("usersLimit", wanted.usersLimit())
            .param("clientsLimit", wanted.clientsLimit())
            .param("version", version)
            .update();
    if (changed == 0) {
      throw new StaleVersion("licence", now.plan(), version, get().version());
    }
    return get();
  }

  public Licence get() {
    return find().orElseThrow(() -> new NotFound("licence", "yet"));
  }

  public Optional<Licence> find() {
    return jdbc.sql("select plan, valid_until, users_limit, clients_limit, version from licence")
        .query(Licence.class)
        .optional();
  }

  /**
   * What a club may do now. Runs inside the club's gate or the platform's. A club without any
   * licence is locked out of nothing.
   */
  public LicenceStanding standing(ClubId club) {
    return standings(List.of(club))
        .getOrDefault(
            club,
            LicenceStanding.on(
                Plan.PREMIUM,
                LicenceStanding.FOR_EVER,
                LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)));
  }

  /** The same of several clubs that have one. Runs inside the platform's gate. */
  public Map<ClubId, LicenceStanding> standings(Collection<ClubId> clubs) {
    Map<ClubId, LicenceStanding> standings = new HashMap<>();
    jdbc.sql(STANDINGS)
        .param("clubs", clubs.stream().map(ClubId::value).toArray(Long[]::new))
        .query(
            row -> {
              standings.put(new ClubId(row.getLong("club_id")), standing(row));
            });
    return standings;
  }

  private LicenceStanding standing(ResultSet row) throws SQLException {
    return LicenceStanding.on(
        Plan.valueOf(row.getString("plan")),
        row.getObject("valid_until", LocalDate.class),
        LocalDate.ofInstant(clock.instant(), ZoneId.of(row.getString("timezone"))));
  }

  /**
   * The licence as it is shown.
   *
   * @param zone the club's, whose day counts
   */
  public Optional<LicenceReport> report(ZoneId zone) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), zone);
    return find().map(licence -> report(licence, today));
  }

  private LicenceReport report(Licence licence, LocalDate today) {
    return new LicenceReport(
        licence.plan(),
        licence.plan().modules().stream().sorted().toList(),
        licence.validUntil(),
        LicenceState.on(licence.validUntil(), today),
        new LicenceReport.Amounts(licence.usersLimit(), licence.clientsLimit()),
        jdbc.sql(USAGE).query(LicenceReport.Amounts.class).single(),
        licence.version());
  }
}
