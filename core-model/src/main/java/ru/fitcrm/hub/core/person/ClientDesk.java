package ru.fitcrm.hub.core.person;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.club.Club;
import ru.fitcrm.hub.core.journal.Journal;
import ru.fitcrm.hub.core.journal.NewEvent;
import ru.fitcrm.hub.core.licence.LicenceLimits;
import ru.fitcrm.hub.core.platform.BusinessClock;
import ru.fitcrm.hub.core.platform.Required;
import ru.fitcrm.hub.core.platform.StaleVersion;

/** What people do to a person's record by hand. Every call runs inside the club's gate. */
public final class ClientDesk {

  private static final String UPDATE_CLIENT =
      """
      update client
         set name = :name, email = :email, birth_date = :birthDate, branch_id = :branchId,
             responsible_id = :responsibleId, family_parent_id = :familyParentId, source = :source,
             version = version + 1
       where id = :id and version = :version""";

  private final JdbcClient jdbc;
  private final ClientDirectory directory;
  private final LeadDesk leads;
  private final ArchivePeople archive;
  private final LicenceLimits limits;
  private final Journal journal;
  private final BusinessClock clock;

  ClientDesk(
      JdbcClient jdbc,
      ClientDirectory directory,
      LeadDesk leads,
      LicenceLimits limits,
      Journal journal,
      BusinessClock clock) {
    this.jdbc = jdbc;
    this.directory = directory;
    this.leads = leads;
    this.archive = new ArchivePeople(jdbc);
    this.limits = limits;
    this.journal = journal;
    this.clock = clock;
  }

  /**
   * Adds a person by hand. With a number nobody has, a lead; a number somebody has already, shared
   * by a family, makes another person.
   */
  public Client add(Club club, ClientEdit edit) {
    List<Phone> phones = edit.readPhones(club.region());
    edit.checkReachable(phones);
    edit.checkBirth(today(club));
    String source = edit.source() == null ? "manual" : edit.source();
    limits.requireRoomForClient();
    return phones.isEmpty() || !directory.withNumber(phones.get(0).number()).isEmpty()
        ? furnish(club, insertBare(source), edit, phones, source)
        : makeLead(club, edit, phones, source);
  }

  private Client makeLead(Club club, ClientEdit edit, List<Phone> phones, String source) {
    LeadDesk.OpenLead lead =
        leads.leadOf(phones.get(0).number(), edit.cleanName(), edit.branchId(), source);
    // Somebody else's lead since a moment ago: what they wrote stays.
    return lead.made()
        ? furnish(club, lead.clientId(), edit, phones, source)
        : directory.get(lead.clientId());
  }

  private Client furnish(Club club, long id, ClientEdit edit, List<Phone> phones, String source) {
    write(id, edit, phones, source, directory.get(id).version());
    tell(club, NewEvent.once("lead.created", "client", id, id, Map.of("source", source), now()));
    return directory.get(id);
  }

  /**
   * Finds whom a number belongs to, or makes a lead of it: what "add by phone" on the board does.
   */
  public Client findOrAdd(Club club, String e164, String source) {
    List<Client> known = directory.withNumber(e164);
    if (!known.isEmpty()) {
      return known.get(0);
    }
    limits.requireRoomForClient();
    // Not by add: what another has made since the look above would be a family to it.
    return makeLead(
        club, ClientEdit.withPhone(e164, null, source), List.of(new Phone(e164, null)), source);
  }

  /**
   * @param version the version the caller read
   */
  public Client update(Club club, long id, ClientEdit edit, long version) {
    Client before = directory.writable(id);
    List<Phone> phones = edit.readPhones(club.region());
    edit.checkReachable(phones);
    edit.checkBirth(today(club));
    write(id, edit, phones, edit.source(), version);
    tell(club, changed("client.updated", id, before.version() + 1, Map.of()));
    if (edit.responsibleId() != null && !edit.responsibleId().equals(before.responsibleId())) {
      tell(
          club,
          changed(
              "client.assigned",
              id,
              before.version() + 1,
              Map.of(
                  "responsibleId",
                  edit.responsibleId(),
                  "returned",
                  wasAssigned(id, edit.responsibleId()))));
    }
    return directory.get(id);
  }

  /** Whether this employee had the person before, and then another did. */
  private boolean wasAssigned(long id, long employee) {
    return jdbc.sql(
            """
            select exists (select 1 from event
                            where client_id = :id and type = 'client.assigned'
                              and (data ->> 'responsibleId')::bigint = :employee)""")
        .param("id", id)
        .param("employee", employee)
        .query(Boolean.class)
        .single();
  }

  /** Puts a person aside: out of search, jobs and ads; open cards are closed. */
  public Client archive(Club club, long id, @Nullable String reason) {
    String why = Required.text("reason", reason);
    Client before = directory.writable(id);
    if (before.archived()) {
      return before;
    }
    archive.archive(List.of(id), why, now());
    tell(club, changed("client.archived", id, before.version() + 1, Map.of()));
    return directory.get(id);
  }

  /** Takes a person back. What archiving closed stays closed. */
  public Client restore(Club club, long id) {
    Client before = directory.writable(id);
    if (!before.archived()) {
      return before;
    }
    jdbc.sql(
            """
            update client set archived_at = null, archive_reason = null, version = version + 1
             where id = :id""")
        .param("id", id)
        .update();
    tell(club, changed("client.updated", id, before.version() + 1, Map.of("restored", true)));
    return directory.get(id);
  }

  private long insertBare(String source) {
    return jdbc.sql("insert into client (kind, source) values ('LEAD', :source) returning id")
        .param("source", source)
        .query(Long.class)
        .single();
  }

  private void write(
      long id, ClientEdit edit, List<Phone> phones, @Nullable String source, long version) {
    int changed =
        jdbc.sql(UPDATE_CLIENT)
            .param("id", id)
            .param("version", version)
            .param("name", edit.cleanName())
            .param("email", edit.cleanEmail())
            .param("birthDate", edit.birthDate())
            .param("branchId", edit.branchId())
            .param("responsibleId", edit.responsibleId())
            .param("familyParentId", edit.familyParentId())
            .param("source", source)
            .update();
    if (changed == 0) {
      throw new StaleVersion("client", id, version, directory.get(id).version());
    }
    writePhones(id, phones);
  }

  private void writePhones(long id, List<Phone> phones) {
    jdbc.sql("delete from client_phone where client_id = :id and number <> all (:numbers)")
        .param("id", id)
        .param("numbers", phones.stream().map(Phone::number).toArray(String[]::new))
        .update();
    int position = 0;
    for (Phone phone : phones) {
      jdbc.sql(
              """
              insert into client_phone (client_id, number, label, position)
              values (:id, :number, :label, :position)
              on conflict (club_id, number, client_id) do update
                 set label = excluded.label, position = excluded.position""")
          .param("id", id)
          .param("number", phone.number())
          .param("label", phone.label())
          .param("position", position++)
          .update();
    }
  }

  private NewEvent changed(String type, long id, long version, Map<String, Object> data) {
    return new NewEvent(type, type + ":" + id + ":" + version, "client", id, id, data, now());
  }

  private void tell(Club club, NewEvent event) {
    Instant now = now();
    journal.append(List.of(event), now, LocalDate.ofInstant(now, club.zone()));
  }

  private LocalDate today(Club club) {
    return LocalDate.ofInstant(now(), club.zone());
  }

  private Instant now() {
    return clock.instant();
  }
}
