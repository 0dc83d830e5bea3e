package ru.fitcrm.hub.core.licence;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.club.ClubId;
import ru.fitcrm.hub.core.club.FurnishClub;
import ru.fitcrm.hub.core.platform.BusinessClock;

/** The licences of clubs. Every call runs inside the club's gate. */
public final class Licences implements FurnishClub {

  private static final int TRIAL_DAYS = 30;

  private final JdbcClient jdbc;
  private final BusinessClock clock;

  Licences(JdbcClient jdbc, BusinessClock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** A club made without a licence tries everything for 30 days. */
  @Override
  public void furnish(ClubId club) {
    Plan plan = Plan.PREMIUM;
    jdbc.sql(
            """
            insert into licence (plan, valid_until, users_limit, clients_limit)
            values (:plan, :until, :users, :clients)""")
        .param("plan", plan.name())
        .param("until", trialEnd())
        .param("users", plan.users())
        .param("clients", plan.clients())
        .update();
  }

  /**
   * Gives a club another licence. Runs inside the platform's gate.
   *
   * @param plan PREMIUM if null
   * @param validUntil the last day it is good for, 30 days from now if null
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
        .param("until", validUntil == null ? trialEnd() : validUntil)
        .param("users", bought.users())
        .param("clients", bought.clients())
        .param("club", club.value())
        .update();
  }

  private LocalDate trialEnd() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).plusDays(TRIAL_DAYS);
  }

  public Optional<Licence> find() {
    return jdbc.sql("select plan, valid_until, users_limit, clients_limit, version from licence")
        .query(Licence.class)
        .optional();
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
        jdbc.sql(
                """
                select (select count(*) from user_account where disabled_at is null) as users,
                       (select count(*) from client where archived_at is null) as clients""")
            .query(LicenceReport.Amounts.class)
            .single(),
        licence.version());
  }
}
