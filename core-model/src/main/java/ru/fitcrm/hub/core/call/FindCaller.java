package ru.fitcrm.hub.core.call;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.person.Client;
import ru.fitcrm.hub.core.person.ClientDirectory;
import ru.fitcrm.hub.core.person.ClientKind;
import ru.fitcrm.hub.core.person.LeadDesk;

/** Finds whose call it is; an unknown caller becomes a lead. Runs inside the club's gate. */
final class FindCaller {

  private static final String NOT_A_CLIENT =
      """
      select exists (select 1 from ignored_number where number = :number)
          or exists (select 1 from employee where phone = :number)""";

  private final JdbcClient jdbc;
  private final ClientDirectory clients;
  private final LeadDesk leads;
  private final ClubNumbers clubNumbers;

  FindCaller(JdbcClient jdbc, ObjectMapper json, ClientDirectory clients, LeadDesk leads) {
    this.jdbc = jdbc;
    this.clients = clients;
    this.leads = leads;
    this.clubNumbers = new ClubNumbers(jdbc, json);
  }

  /** Whose incoming call this is. */
  CallerFound incoming(long connectionId, @Nullable String e164, CallSnapshot call, String region) {
    ClubNumbers.Numbers own = clubNumbers.read(connectionId, region);
    ClubNumbers.Dialled dialled = own.dialled(call.clubNumber());
    if (e164 == null) {
      return CallerFound.nobody(Party.NO_NUMBER, dialled);
    }
    if (own.contain(e164) || isNotAClient(e164)) {
      return CallerFound.nobody(Party.NOT_A_CLIENT, dialled);
    }
    List<Client> known = clients.withNumber(e164);
    if (!known.isEmpty()) {
      return known(known.get(0), dialled);
    }
    LeadDesk.OpenLead lead =
        leads.leadOf(e164, personName(call), dialled.branchId(), dialled.source());
    return new CallerFound(
        Party.LEAD, lead.clientId(), lead.made(), dialled.branchId(), dialled.source());
  }

  /** Whom an outgoing call is to; nobody becomes a lead by being called. */
  CallerFound outgoing(long connectionId, @Nullable String e164, String region) {
    ClubNumbers.Numbers own = clubNumbers.read(connectionId, region);
    ClubNumbers.Dialled from = own.dialled(null);
    if (e164 == null) {
      return CallerFound.nobody(Party.NO_NUMBER, from);
    }
    List<Client> known = clients.withNumber(e164);
    return known.isEmpty()
        ? CallerFound.nobody(Party.NOT_A_CLIENT, from)
        : known(known.get(0), from);
  }

  private static CallerFound known(Client client, ClubNumbers.Dialled dialled) {
    Party party = client.kind() == ClientKind.LEAD ? Party.LEAD : Party.CLIENT;
    return new CallerFound(party, client.id(), false, dialled.branchId(), dialled.source());
  }

  private boolean isNotAClient(String e164) {
    return jdbc.sql(NOT_A_CLIENT).param("number", e164).query(Boolean.class).single();
  }

  /** A provider often sends the number itself for a name; backslashes are the PBX's quoting. */
  private static @Nullable String personName(CallSnapshot call) {
    String name = call.callerName();
    if (name == null || name.chars().noneMatch(Character::isLetter)) {
      return null;
    }
    String clean = name.replace("\\", "").strip();
    boolean hidden = clean.equalsIgnoreCase("anonymous") || clean.equalsIgnoreCase("unknown");
    return clean.isEmpty() || hidden ? null : clean;
  }
}
