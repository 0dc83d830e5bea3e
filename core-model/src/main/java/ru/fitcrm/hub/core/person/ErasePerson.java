package ru.fitcrm.hub.core.person;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.audit.AuditLog;
import ru.fitcrm.hub.core.club.Club;
import ru.fitcrm.hub.core.journal.Journal;
import ru.fitcrm.hub.core.journal.NewEvent;
import ru.fitcrm.hub.core.platform.BusinessClock;
import ru.fitcrm.hub.core.platform.Columns;
import ru.fitcrm.hub.core.platform.Conflict;
import ru.fitcrm.hub.core.platform.SqlFile;

/**
 * Erases a person's data for good, as the law wants it on request: name, numbers, texts and raw
 * messages go from every room, amounts and counts stay, and a tombstone keeps the club's system
 * from bringing the person back. Runs inside the club's gate.
 */
public final class ErasePerson {

  /** What the archive says of erased people. */
  public static final String REASON = "Данные удалены";

  private static final String ERASE = SqlFile.read(ErasePerson.class, "erase_person.sql");

  /** A packet on its way would write back what it compared before. */
  private static final String AFTER_PACKETS =
      "select count(*) from (select pg_advisory_xact_lock(hashtextextended('hub.sync', hub_club()))) l";

  private static final String HOLD =
      "select merged_into, erased_at is not null as erased from client where id = :id for update";

  /** Whatever is written of a call that goes on would come after the erasure. */
  private static final String ON_A_CALL =
      """
      select exists (select 1 from call
                      where client_id = :id and stage <> 'ENDED' and updated_at > now() - interval '4 hours')""";

  private static final String RECORDS =
      """
      with recursive person as (
        select id from client where id = :id
        union
        select c.id from client c join person p on c.merged_into = p.id
      )
      select id from person order by id""";

  private static final String NAMES =
      "select distinct name_lower from client where id = any (:ids) and name_lower is not null";

  private static final String NUMBERS =
      """
      select number from client_phone where client_id = any (:ids)
      union
      select phone from call where client_id = any (:ids) and phone is not null
      union
      select n.number from client_merge m
       cross join lateral jsonb_array_elements_text(m.moved -> 'leadNumbers') as n(number)
       where m.kept_id = any (:ids) or m.merged_id = any (:ids)""";

  private static final String OWN_NUMBERS =
      """
      select n.number from unnest(cast(:numbers as text[])) as n(number)
       where not exists (select 1 from client_phone p where p.number = n.number and p.client_id <> all (:ids))""";

  private static final String REFS =
      "select distinct ref from external_ref where local_id = any (:ids) and entity = 'client'";

  private final JdbcClient jdbc;
  private final ClientDirectory directory;
  private final List<ForgetPerson> rooms;
  private final Journal journal;
  private final AuditLog audit;
  private final BusinessClock clock;

  public ErasePerson(
      JdbcClient jdbc,
      ClientDirectory directory,
      List<ForgetPerson> rooms,
      Journal journal,
      AuditLog audit,
      BusinessClock clock) {
    this.jdbc = jdbc;
    this.directory = directory;
    this.rooms = List.copyOf(rooms);
    this.journal = journal;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Erases a person, for ever. Once more does nothing.
   *
   * @param by for the audit
   * @return the record that stays, without any of the person's data
   * @throws Conflict while a call with the person or an import goes on, and for a record that was
   *     merged into another: the other is to be erased
   */
  public Client erase(Club club, long id, String by) {
    long unused = jdbc.sql(AFTER_PACKETS).query(Long.class).single();
    Client before = directory.get(id);
    if (isErased(id)) {
      return before;
    }
    refuseOnACall(id);
    ErasedPerson person = person(before, clock.instant());
    rooms.forEach(room -> room.forget(person));
    empty(person);
    audit.write(by, "client.erased", "client", id, Map.of("records", person.ids().size()));
    tell(club, directory.get(id));
    return directory.get(id);
  }

  private record Held(@Nullable Long mergedInto, boolean erased) {}

  private boolean isErased(long id) {
    Held held = jdbc.sql(HOLD).param("id", id).query(Held.class).single();
    if (held.mergedInto() != null) {
      throw new Conflict(
          "client.merged",
          "This record was merged into client " + held.mergedInto() + ": erase that one");
    }
    return held.erased();
  }

  private void refuseOnACall(long id) {
    if (jdbc.sql(ON_A_CALL).param("id", id).query(Boolean.class).single()) {
      throw new Conflict(
          "client.on-a-call", "A call with this person is going on: erase them when it has ended");
    }
  }

  private ErasedPerson person(Client before, Instant now) {
    List<Long> ids = jdbc.sql(RECORDS).param("id", before.id()).query(Long.class).list();
    List<String> numbers = texts(NUMBERS, ids);
    List<String> own =
        jdbc.sql(OWN_NUMBERS)
            .param("numbers", numbers.toArray(String[]::new))
            .param("ids", ids.toArray(Long[]::new))
            .query(String.class)
            .list();
    return new ErasedPerson(
        before.id(),
        ids,
        texts(NAMES, ids),
        numbers,
        own,
        texts(REFS, ids),
        before.email(),
        before.birthDate(),
        now);
  }

  private List<String> texts(String sql, List<Long> ids) {
    return jdbc.sql(sql).param("ids", ids.toArray(Long[]::new)).query(String.class).list();
  }

  private void empty(ErasedPerson person) {
    jdbc.sql(ERASE)
        .param("ids", person.idArray())
        .param("ownNumbers", person.ownNumberArray())
        .param("reason", REASON)
        .param("now", Columns.at(person.at()))
        .update();
  }

  private void tell(Club club, Client now) {
    NewEvent event =
        new NewEvent(
            "client.updated",
            "client.updated:" + now.id() + ":" + now.version(),
            "client",
            now.id(),
            now.id(),
            Map.of("erased", true),
            clock.instant());
    Instant at = clock.instant();
    journal.append(List.of(event), at, LocalDate.ofInstant(at, club.zone()));
  }
}
