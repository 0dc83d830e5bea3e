package ru.fitcrm.hub.core.message;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.person.Client;
import ru.fitcrm.hub.core.person.ClientDirectory;
import ru.fitcrm.hub.core.person.ClientKind;
import ru.fitcrm.hub.core.person.LeadDesk;
import ru.fitcrm.hub.core.platform.Columns;

/**
 * Finds who wrote: by the address they wrote from before, by their number, else a new lead. The
 * address is learnt. Runs inside the club's gate.
 */
final class FindWriter {

  /** Taking the row makes two first messages from one address wait for each other. */
  private static final String TAKE_ADDRESS =
      """
      insert into client_address as a (channel, address, name, learnt_at, heard_at)
      values (:channel, :address, :name, :now, :now)
      on conflict (club_id, channel, address) do update
         set heard_at = excluded.heard_at, name = coalesce(excluded.name, a.name)
      returning (select coalesce(k.merged_into, k.id) from client k where k.id = a.client_id)""";

  private static final String LEARN =
      "update client_address set client_id = :client where channel = :channel and address = :address";

  private static final String NOT_A_CLIENT =
      """
      select exists (select 1 from ignored_number where number = :number)
          or exists (select 1 from employee
                      where phone = :number
                         or case cast(:channel as text) when 'TELEGRAM' then telegram when 'MAX' then max
                                                        when 'EMAIL' then lower(email) end = lower(:address))""";

  private static final String INSERT_LEAD =
      """
      insert into client (kind, name, branch_id, source)
      select 'LEAD', :name, c.branch_id, :source from connection c where c.id = :connection
      returning id""";

  private final JdbcClient jdbc;
  private final ClientDirectory clients;
  private final LeadDesk leads;

  FindWriter(JdbcClient jdbc, ClientDirectory clients, LeadDesk leads) {
    this.jdbc = jdbc;
    this.clients = clients;
    this.leads = leads;
  }

  /**
   * Who wrote.
   *
   * @param client null: an employee, or a number marked as nobody's
   * @param phone E.164, if known
   */
  record Writer(
      @Nullable Long client,
      @Nullable ClientKind kind,
      boolean newLead,
      @Nullable String phone,
      String source) {}

  /** Finds them; address and phone as {@link WriterInFull} puts them. */
  Writer find(long connection, ChannelNews.Written written, Instant now) {
    String source = written.channel().name().toLowerCase(Locale.ROOT);
    @Nullable String phone = written.phone();
    Optional<Long> known = takeAddress(written, now);
    if (known.isPresent()) {
      return writer(clients.get(known.get()), phone, source);
    }
    if (isNotAClient(phone, written)) {
      return new Writer(null, null, false, phone, source);
    }
    Writer found = byNumberOrNew(connection, written, phone, source);
    learn(written, found.client());
    return found;
  }

  private Writer byNumberOrNew(
      long connection, ChannelNews.Written written, @Nullable String phone, String source) {
    if (phone == null) {
      return new Writer(
          leadWithoutNumber(connection, written, source), ClientKind.LEAD, true, null, source);
    }
    List<Client> known = clients.withNumber(phone);
    if (!known.isEmpty()) {
      return writer(known.get(0), phone, source);
    }
    LeadDesk.OpenLead lead =
        leads.leadOf(phone, name(written), branchOf(connection).orElse(null), source);
    return new Writer(lead.clientId(), ClientKind.LEAD, lead.made(), phone, source);
  }

  private static Writer writer(Client client, @Nullable String phone, String source) {
    return new Writer(client.id(), client.kind(), false, phone, source);
  }

  private Optional<Long> takeAddress(ChannelNews.Written written, Instant now) {
    return jdbc.sql(TAKE_ADDRESS)
        .param("channel", written.channel().name())
        .param("address", written.address())
        .param("name", name(written), java.sql.Types.VARCHAR)
        .param("now", Columns.at(now))
        .query((row, i) -> Optional.ofNullable(row.getObject(1, Long.class)))
        .single();
  }

  private boolean isNotAClient(@Nullable String number, ChannelNews.Written written) {
    return jdbc.sql(NOT_A_CLIENT)
        .param("number", number, java.sql.Types.VARCHAR)
        .param("channel", written.channel().name())
        .param("address", written.address())
        .query(Boolean.class)
        .single();
  }

  private Optional<Long> branchOf(long connection) {
    return jdbc.sql("select branch_id from connection where id = :id and branch_id is not null")
        .param("id", connection)
        .query(Long.class)
        .optional();
  }

  private long leadWithoutNumber(long connection, ChannelNews.Written written, String source) {
    return jdbc.sql(INSERT_LEAD)
        .param("name", name(written), java.sql.Types.VARCHAR)
        .param("source", source)
        .param("connection", connection)
        .query(Long.class)
        .single();
  }

  private void learn(ChannelNews.Written written, @Nullable Long client) {
    jdbc.sql(LEARN)
        .param("client", client, java.sql.Types.BIGINT)
        .param("channel", written.channel().name())
        .param("address", written.address())
        .update();
  }

  /** A number in the place of a name is none. */
  private static @Nullable String name(ChannelNews.Written written) {
    String name = written.name();
    return name == null || name.codePoints().noneMatch(Character::isLetter) ? null : name.strip();
  }
}
