package ru.fitcrm.hub.core.sync;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.club.ClubDirectory;
import ru.fitcrm.hub.core.club.LeadsToSystem;
import ru.fitcrm.hub.core.person.Client;
import ru.fitcrm.hub.core.person.ClientDirectory;
import ru.fitcrm.hub.core.person.ClientKind;

/** Reads a lead as it stands when it is given. Runs inside the club's gate. */
public final class ReadLead {

  private static final Set<String> WITHDRAWN =
      Set.of("leads-off", "already-client", "archived", "no-phone", "no-person");

  private static final int LONGEST_COMMENT = 1_000;

  /** What people wrote of it; a card's first comment stands there too. */
  private static final String WRITTEN =
      """
      select text from comment
       where client_id = :id and text is not null
       order by at desc, id desc limit 5""";

  private final JdbcClient jdbc;
  private final ClubDirectory clubs;
  private final ClientDirectory directory;

  ReadLead(JdbcClient jdbc, ClubDirectory clubs, ClientDirectory directory) {
    this.jdbc = jdbc;
    this.clubs = clubs;
    this.directory = directory;
  }

  /** What to do about a lead that was put. */
  public sealed interface Now {

    record Give(ClubSystem.Lead lead) implements Now {}

    /**
     * It is not given any more, or cannot be.
     *
     * @param code stable: {@code leads-off}, {@code already-client}, {@code archived}, {@code
     *     no-phone}, {@code no-person}
     */
    record Withdraw(String code, String reason) implements Now {}
  }

  /**
   * @param id the lead's, as it was when it was put
   */
  public Now read(long id) {
    if (clubs.here().leadsToSystem() == LeadsToSystem.NEVER) {
      return new Now.Withdraw("leads-off", "The club gives no leads to its system any more");
    }
    Optional<Client> person = directory.find(id);
    return person.isEmpty() ? gone() : read(person.get());
  }

  private Now read(Client person) {
    if (isMerged(person.id()) || person.kind() == ClientKind.CLIENT) {
      return new Now.Withdraw("already-client", "The lead is a client, or another lead, by now");
    }
    if (person.archived()) {
      return new Now.Withdraw("archived", "The lead was archived: restore it to give it");
    }
    if (person.phones().isEmpty()) {
      return new Now.Withdraw("no-phone", "The lead has no phone: add one and send it again");
    }
    return new Now.Give(lead(person));
  }

  private static Now gone() {
    return new Now.Withdraw("no-person", "There is no such person any more");
  }

  private boolean isMerged(long id) {
    return jdbc.sql("select merged_into is not null from client where id = :id")
        .param("id", id)
        .query(Boolean.class)
        .single();
  }

  private ClubSystem.Lead lead(Client person) {
    return new ClubSystem.Lead(
        idThere(person.id()),
        person.phones().getFirst().number(),
        person.name(),
        person.email(),
        person.source(),
        comment(person.id()),
        person.createdAt());
  }

  /** The same whenever a lead is given again; ids are the whole hub's, not the club's. */
  static String idThere(long id) {
    return "fitcrm-hub-" + id;
  }

  /** Whether a message ended with one of {@link Now.Withdraw}'s codes. */
  static boolean isWithdrawn(@Nullable String code) {
    return code != null && WITHDRAWN.contains(code);
  }

  private @Nullable String comment(long id) {
    List<String> written = jdbc.sql(WRITTEN).param("id", id).query(String.class).list();
    String all = String.join("\n", written.reversed());
    if (all.isEmpty()) {
      return null;
    }
    return all.length() <= LONGEST_COMMENT ? all : all.substring(all.length() - LONGEST_COMMENT);
  }
}
