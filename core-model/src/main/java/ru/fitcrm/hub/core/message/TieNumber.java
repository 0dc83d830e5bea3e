package ru.fitcrm.hub.core.message;

import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.club.Club;
import ru.fitcrm.hub.core.journal.Journal;
import ru.fitcrm.hub.core.journal.NewEvent;
import ru.fitcrm.hub.core.person.Client;
import ru.fitcrm.hub.core.person.ClientDirectory;
import ru.fitcrm.hub.core.person.ClientKind;
import ru.fitcrm.hub.core.person.LeadDesk;
import ru.fitcrm.hub.core.person.MergePeople;

/**
 * A lead of a messenger tells their own number after they have written: they are whoever of the
 * base has it, else it is written to them. Runs inside the club's gate.
 */
final class TieNumber {

  /** Who has more than this talk may be another who wrote from here: only the address moves. */
  private static final String IS_THIS_TALK_ALONE =
      """
      select c.email is null
         and not exists (select 1 from client_phone where client_id = c.id)
         and not exists (select 1 from external_ref where entity = 'client' and local_id = c.id)
         and not exists (select 1 from call where client_id = c.id)
        from client c where c.id = :lead""";

  private final JdbcClient jdbc;
  private final ClientDirectory clients;
  private final LeadDesk leads;
  private final MergePeople people;
  private final Journal journal;

  TieNumber(
      JdbcClient jdbc,
      ClientDirectory clients,
      LeadDesk leads,
      MergePeople people,
      Journal journal) {
    this.jdbc = jdbc;
    this.clients = clients;
    this.leads = leads;
    this.people = people;
    this.journal = journal;
  }

  /**
   * @param known who wrote from the address before
   * @param phone their own, in E.164
   * @return who it is
   */
  Client tie(Club club, Client known, String phone, Instant now) {
    if (known.kind() != ClientKind.LEAD || known.erased() || hasNumber(known, phone)) {
      return known;
    }
    List<Client> others = clients.withNumber(phone);
    long who = others.isEmpty() ? leads.giveNumber(known.id(), phone) : others.get(0).id();
    if (who == known.id()) {
      tell(club, known, now);
    } else if (isThisTalkAlone(known.id())) {
      long unused = people.merge(club, who, known.id(), null, true);
    }
    return clients.get(who);
  }

  private static boolean hasNumber(Client known, String phone) {
    return known.phones().stream().anyMatch(one -> one.number().equals(phone));
  }

  private boolean isThisTalkAlone(long lead) {
    return jdbc.sql(IS_THIS_TALK_ALONE)
        .param("lead", lead, Types.BIGINT)
        .query(Boolean.class)
        .single();
  }

  private void tell(Club club, Client lead, Instant now) {
    String key = "client.updated:" + lead.id() + ":" + (lead.version() + 1);
    journal.append(
        List.of(new NewEvent("client.updated", key, "client", lead.id(), lead.id(), Map.of(), now)),
        now,
        LocalDate.ofInstant(now, club.zone()));
  }
}
