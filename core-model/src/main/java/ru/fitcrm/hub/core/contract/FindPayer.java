package ru.fitcrm.hub.core.contract;

import java.sql.Types;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.person.Client;
import ru.fitcrm.hub.core.person.ClientDirectory;
import ru.fitcrm.hub.core.person.LeadDesk;
import ru.fitcrm.hub.core.person.ReadPhone;
import ru.fitcrm.hub.core.platform.InvalidInput;

/** Finds who pays, by what a gateway was told of them. Runs inside the club's gate. */
final class FindPayer {

  private static final String BY_REF =
      """
      select coalesce(c.merged_into, c.id)
        from external_ref r join client c on c.id = r.local_id
       where r.entity = 'client' and r.ref = :hint and r.erased_at is null and c.erased_at is null
       order by r.connection_id desc limit 1""";

  private static final String BY_ID =
      """
      select coalesce(merged_into, id) from client
       where id = cast(:hint as bigint) and erased_at is null""";

  private static final String BY_EMAIL =
      """
      select id from client
       where lower(email) = lower(:hint) and erased_at is null and merged_into is null
       order by archived_at is not null, kind, id limit 1""";

  private static final String CONTRACT_TOLD =
      """
      select id from contract
       where client_id = :client and (ref = :contract or id::text = :contract) and not deleted limit 1""";

  private static final String ONLY_RECURRING =
      """
      select min(id) from contract
       where client_id = :client and term = 'RECURRING' and status not in ('ENDED', 'TERMINATED') and not deleted
      having count(*) = 1""";

  private final JdbcClient jdbc;
  private final ClientDirectory clients;
  private final LeadDesk leads;

  FindPayer(JdbcClient jdbc, ClientDirectory clients, LeadDesk leads) {
    this.jdbc = jdbc;
    this.clients = clients;
    this.leads = leads;
  }

  /** Somebody of the base, or a lead made just now. */
  record Found(long client, @Nullable Long contract, boolean newLead) {}

  /**
   * @throws InvalidInput if nobody can be meant, saying what to do
   */
  Found find(HeardPayment.Payer payer, boolean recurring, String region) {
    for (String hint : payer.hints()) {
      Optional<Long> known = known(hint, region);
      if (known.isPresent()) {
        return new Found(known.get(), contract(known.get(), payer, recurring), false);
      }
    }
    String phone =
        payer.hints().stream()
            .map(hint -> ReadPhone.read(hint, region).e164OrNull())
            .filter(Objects::nonNull)
            .findFirst()
            .orElseThrow(FindPayer::nobody);
    LeadDesk.OpenLead lead = leads.leadOf(phone, null, null, "payment");
    return new Found(lead.clientId(), null, lead.made());
  }

  private Optional<Long> known(String hint, String region) {
    if (hint.contains("@")) {
      return ask(BY_EMAIL, hint);
    }
    Optional<Long> told =
        ask(BY_REF, hint).or(() -> hint.matches("\\d{1,18}") ? ask(BY_ID, hint) : Optional.empty());
    return told.or(() -> byPhone(hint, region));
  }

  private Optional<Long> byPhone(String hint, String region) {
    String phone = ReadPhone.read(hint, region).e164OrNull();
    List<Client> known = phone == null ? List.of() : clients.withNumber(phone);
    return known.stream().map(Client::id).findFirst();
  }

  private Optional<Long> ask(String question, String hint) {
    return jdbc.sql(question).param("hint", hint).query(Long.class).optional();
  }

  private @Nullable Long contract(long client, HeardPayment.Payer payer, boolean recurring) {
    Optional<Long> told =
        jdbc.sql(CONTRACT_TOLD)
            .param("client", client)
            .param("contract", payer.contract(), Types.VARCHAR)
            .query(Long.class)
            .optional();
    if (told.isPresent() || !recurring) {
      return told.orElse(null);
    }
    return jdbc.sql(ONLY_RECURRING)
        .param("client", client)
        .query(Long.class)
        .optional()
        .orElse(null);
  }

  private static InvalidInput nobody() {
    return new InvalidInput(
        "client",
        "payment.client-unknown",
        "Nobody in the base is whom the payment names: let the shop give the client's id, phone or"
            + " e-mail with the payment (clientFields says where), or add the client, and replay");
  }
}
