package ru.fitcrm.hub.core.request;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.club.Club;
import ru.fitcrm.hub.core.club.ClubDirectory;
import ru.fitcrm.hub.core.journal.Journal;
import ru.fitcrm.hub.core.journal.NewEvent;
import ru.fitcrm.hub.core.person.Client;
import ru.fitcrm.hub.core.person.ClientDirectory;
import ru.fitcrm.hub.core.person.ClientKind;
import ru.fitcrm.hub.core.person.LeadDesk;
import ru.fitcrm.hub.core.platform.BusinessClock;
import ru.fitcrm.hub.core.platform.Columns;

/**
 * A form becomes a request of a known client or of a new lead, and an event by which the club's
 * rules make a card. Runs inside the club's gate.
 */
public final class TakeForm {

  /** What is older than this is history: kept, but no news. */
  private static final Duration NEWS = Duration.ofHours(24);

  private static final String NOT_A_CLIENT =
      """
      select exists (select 1 from ignored_number where number = :number)
          or exists (select 1 from employee where phone = :number)""";

  /** The branch the form names, else the connection's own. */
  private static final String BRANCH =
      """
      select coalesce((select b.id from branch b
                        where b.id::text = :branch or lower(b.name) = lower(:branch) order by b.id limit 1),
                      (select c.branch_id from connection c where c.id = :connection)) as id""";

  /** A client's own record is kept by people and 1C; a lead has nobody yet. */
  private static final String FILL_LEAD =
      """
      update client set name = coalesce(name, :name), email = coalesce(email, :email)
       where id = :client and kind = 'LEAD' and (name is null and :name is not null or email is null and :email is not null)""";

  private static final String INSERT_REQUEST =
      """
      insert into request (client_id, kind, source, utm, first, received_at, connection_id, form, page, comment)
      select :client, 'FORM', :source, cast(:utm as jsonb), not exists (select 1 from request where client_id = :client),
             :receivedAt, :connection, :form, :page, :comment
      returning id, first""";

  private final JdbcClient jdbc;
  private final ObjectMapper json;
  private final ClubDirectory clubs;
  private final ClientDirectory clients;
  private final LeadDesk leads;
  private final Journal journal;
  private final BusinessClock clock;
  private final Clock system;

  TakeForm(
      JdbcClient jdbc,
      ObjectMapper json,
      ClubDirectory clubs,
      ClientDirectory clients,
      LeadDesk leads,
      Journal journal,
      BusinessClock clock,
      Clock system) {
    this.jdbc = jdbc;
    this.json = json;
    this.clubs = clubs;
    this.clients = clients;
    this.leads = leads;
    this.journal = journal;
    this.clock = clock;
    this.system = system;
  }

  private record Asker(long client, ClientKind kind, boolean newLead) {}

  private record Made(long id, boolean first) {}

  /**
   * Whose request it is; empty if the number is an employee's or marked as nobody's.
   *
   * @param receivedAt when it came
   * @throws ru.fitcrm.hub.core.platform.InvalidInput if its phone cannot be used, saying why
   */
  public Optional<Long> take(long connection, HeardForm form, Instant receivedAt) {
    Club club = clubs.here();
    String phone = ReadTheirPhone.in(form.phone(), form.severalPhones(), club.region());
    if (jdbc.sql(NOT_A_CLIENT).param("number", phone).query(Boolean.class).single()) {
      return Optional.empty();
    }
    Asker asker = asker(connection, form, phone);
    Made made = insert(connection, form, asker.client(), receivedAt);
    if (receivedAt.isAfter(system.instant().minus(NEWS))) {
      tell(club, connection, form, asker, made);
    }
    return Optional.of(asker.client());
  }

  private Asker asker(long connection, HeardForm form, String phone) {
    List<Client> known = clients.withNumber(phone);
    if (!known.isEmpty()) {
      Client first = known.get(0);
      fill(first.id(), form);
      return new Asker(first.id(), first.kind(), false);
    }
    LeadDesk.OpenLead lead =
        leads.leadOf(phone, form.name(), branch(connection, form), form.source());
    fill(lead.clientId(), form);
    return new Asker(lead.clientId(), ClientKind.LEAD, lead.made());
  }

  private @Nullable Long branch(long connection, HeardForm form) {
    return jdbc.sql(BRANCH)
        .param("branch", form.branch(), Types.VARCHAR)
        .param("connection", connection)
        .query((row, i) -> Optional.ofNullable(Columns.number(row, "id")))
        .single()
        .orElse(null);
  }

  private void fill(long client, HeardForm form) {
    jdbc.sql(FILL_LEAD)
        .param("client", client)
        .param("name", form.name(), Types.VARCHAR)
        .param("email", form.email(), Types.VARCHAR)
        .update();
  }

  private Made insert(long connection, HeardForm form, long client, Instant receivedAt) {
    return jdbc.sql(INSERT_REQUEST)
        .param("client", client)
        .param("source", form.source())
        .param("utm", write(form.utm()))
        .param("receivedAt", Columns.at(receivedAt))
        .param("connection", connection)
        .param("form", form.form(), Types.VARCHAR)
        .param("page", form.page(), Types.VARCHAR)
        .param("comment", form.comment(), Types.VARCHAR)
        .query(Made.class)
        .single();
  }

  private void tell(Club club, long connection, HeardForm form, Asker asker, Made made) {
    Instant now = clock.instant();
    List<NewEvent> events = new ArrayList<>();
    if (asker.newLead()) {
      Map<String, Object> lead =
          Map.of("source", form.source(), "requestId", made.id(), "via", "form");
      events.add(
          NewEvent.once("lead.created", "client", asker.client(), asker.client(), lead, now));
    }
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("requestId", made.id());
    data.put("clientId", asker.client());
    data.put("connectionId", connection);
    data.put("source", form.source());
    data.put("party", asker.kind().name());
    data.put("newLead", asker.newLead());
    data.put("first", made.first());
    data.putAll(CampaignCodes.of(form.utm(), club.region()));
    events.add(NewEvent.once("request.received", "request", made.id(), asker.client(), data, now));
    journal.append(events, now, LocalDate.ofInstant(now, club.zone()));
  }

  private String write(Map<String, String> utm) {
    try {
      return json.writeValueAsString(utm);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("A form's marks cannot be written as JSON", e);
    }
  }
}
