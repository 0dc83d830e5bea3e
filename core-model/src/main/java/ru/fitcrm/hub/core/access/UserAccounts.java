package ru.fitcrm.hub.core.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.club.ClubId;
import ru.fitcrm.hub.core.club.Role;
import ru.fitcrm.hub.core.platform.Columns;

/** People who log in to the console. */
public final class UserAccounts {

  private static final String FIND_USER =
      """
      select u.id, u.club_id, u.employee_id, u.email, u.password_hash, u.role, u.language
        from user_account u join club c on c.id = u.club_id
       where u.email = :email and u.disabled_at is null and c.active""";
  private static final String INSERT_USER =
      """
      insert into user_account (employee_id, email, password_hash, role)
      values (:employeeId, :email, :hash, :role)
      on conflict (email) do nothing""";

  private final ClubGate gate;
  private final JdbcClient jdbc;

  UserAccounts(ClubGate gate, JdbcClient jdbc) {
    this.gate = gate;
    this.jdbc = jdbc;
  }

  /**
   * A user.
   *
   * @param passwordHash as Spring Security's encoder made it
   * @param language {@code ru} or {@code en}
   */
  public record User(long id, Principal principal, String passwordHash, String language) {}

  /** The user who may log in under an e-mail. Opens a gate of its own. */
  public Optional<User> find(String email) {
    return gate.asPlatform(
        () ->
            jdbc.sql(FIND_USER)
                .param("email", normal(email))
                .query((row, i) -> user(row))
                .optional());
  }

  /**
   * Adds a user; one whose e-mail is there already stays as it is. Runs inside the club's gate.
   *
   * @return whether the user was added
   */
  public boolean add(String email, String passwordHash, Role role, @Nullable Long employeeId) {
    return jdbc.sql(INSERT_USER)
            .param("employeeId", employeeId, Types.BIGINT)
            .param("email", normal(email))
            .param("hash", passwordHash)
            .param("role", role.name())
            .update()
        == 1;
  }

  /** Names of the employees who log in, by their e-mails. Runs inside the club's gate. */
  public Map<String, String> employeeNames() {
    Map<String, String> names = new HashMap<>();
    jdbc.sql(
            """
            select u.email, e.name from user_account u
              join employee e on e.club_id = u.club_id and e.id = u.employee_id""")
        .query(
            row -> {
              names.put(row.getString("email"), row.getString("name"));
            });
    return names;
  }

  /** Remembers the language somebody reads. Opens a gate of its own. */
  public void useLanguage(long user, String language) {
    gate.runAsPlatform(
        () ->
            jdbc.sql("update user_account set language = :language where id = :id")
                .param("language", language)
                .param("id", user)
                .update());
  }

  private static String normal(String email) {
    return email.strip().toLowerCase(Locale.ROOT);
  }

  private static User user(ResultSet row) throws SQLException {
    return new User(
        row.getLong("id"),
        new Principal(
            row.getString("email"),
            new ClubId(row.getLong("club_id")),
            Columns.number(row, "employee_id"),
            Role.valueOf(row.getString("role"))),
        row.getString("password_hash"),
        row.getString("language"));
  }
}
