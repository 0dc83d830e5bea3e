package ru.fitcrm.hub.config.security;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import ru.fitcrm.hub.config.start.FirstAdmin;
import ru.fitcrm.hub.config.start.StartSettings;
import ru.fitcrm.hub.core.access.ApiKeys;
import ru.fitcrm.hub.core.access.UserAccounts;
import ru.fitcrm.hub.core.club.Club;
import ru.fitcrm.hub.core.club.ClubDirectory;
import ru.fitcrm.hub.core.club.ClubEdit;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.club.Role;

/**
 * Makes the platform's own club, its superadmin and the superadmin's API key at the very first
 * start, before the port is open. Of several nodes starting at once one does it, the others wait.
 */
@Component
final class MakeFirstAdmin implements FirstAdmin, SmartLifecycle {

  private static final String DEFAULT_EMAIL = "admin@localhost";
  private static final String PLATFORM_NAME = "Платформа";

  /** Any number that nothing else locks. */
  private static final String ONE_NODE_AT_A_TIME = "select pg_advisory_xact_lock(7340001)::text";

  private static final String SUPERADMIN =
      "select email from user_account where role = 'SUPERADMIN' order by id limit 1";

  private final StartSettings settings;
  private final ClubGate gate;
  private final JdbcClient jdbc;
  private final ClubDirectory clubs;
  private final UserAccounts users;
  private final ApiKeys keys;
  private final PasswordEncoder passwords;
  private volatile @Nullable Account made;

  MakeFirstAdmin(
      StartSettings settings,
      ClubGate gate,
      JdbcClient jdbc,
      ClubDirectory clubs,
      UserAccounts users,
      ApiKeys keys,
      PasswordEncoder passwords) {
    this.settings = settings;
    this.gate = gate;
    this.jdbc = jdbc;
    this.clubs = clubs;
    this.users = users;
    this.keys = keys;
    this.passwords = passwords;
  }

  @Override
  public Account ensure(StartSettings asked) {
    Account known = made;
    if (known == null) {
      Club platform = gate.asPlatform(this::platformClub);
      known = gate.inClub(platform.clubId(), () -> findOrMake(asked));
      made = known;
    }
    return known;
  }

  private Club platformClub() {
    lock();
    return clubs
        .find(Club.PLATFORM_SLUG)
        .orElseGet(() -> clubs.create(new ClubEdit(PLATFORM_NAME, Club.PLATFORM_SLUG, null, null)));
  }

  private Account findOrMake(StartSettings asked) {
    lock();
    Optional<String> known = jdbc.sql(SUPERADMIN).query(String.class).optional();
    return known.isPresent() ? new Account(known.get(), null, null) : make(asked);
  }

  private Account make(StartSettings asked) {
    String email = asked.adminEmail() == null ? DEFAULT_EMAIL : asked.adminEmail();
    String password = asked.adminPassword() == null ? ApiKeys.randomText() : asked.adminPassword();
    String key = asked.adminApiKey() == null ? "hub_" + ApiKeys.randomText() : asked.adminApiKey();
    users.add(email, String.valueOf(passwords.encode(password)), Role.SUPERADMIN, null);
    keys.enter("superadmin", key, Role.SUPERADMIN);
    return new Account(
        email,
        asked.adminPassword() == null ? password : null,
        asked.adminApiKey() == null ? key : null);
  }

  private void lock() {
    jdbc.sql(ONE_NODE_AT_A_TIME).query(String.class).single();
  }

  @Override
  public void start() {
    ensure(settings);
  }

  @Override
  public void stop() {}

  @Override
  public boolean isRunning() {
    return made != null;
  }

  /** Long before the web server opens its port. */
  @Override
  public int getPhase() {
    return 0;
  }
}
