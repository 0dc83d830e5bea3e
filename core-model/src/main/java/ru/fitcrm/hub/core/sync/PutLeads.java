package ru.fitcrm.hub.core.sync;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.sql.Types;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.connection.ConnectionId;
import ru.fitcrm.hub.core.connection.Connections;
import ru.fitcrm.hub.core.journal.FollowAtOnce;
import ru.fitcrm.hub.core.journal.NewEvent;
import ru.fitcrm.hub.core.outbox.NewMessage;
import ru.fitcrm.hub.core.outbox.Outbox;

/**
 * Puts a lead to be given to the club's system, once for its life, when the club wants it: as it is
 * made, or when its card has a status. Only the news of the journal does, so a first load puts
 * nothing. A club without a connection that takes leads puts nothing either.
 */
final class PutLeads implements FollowAtOnce {

  private static final Set<String> OF_CARDS = Set.of("task.created", "task.changed", "task.closed");

  private static final String DUE =
      """
      select k.id, k.branch_id,
             (select p.number from client_phone p
               where p.client_id = k.id order by p.position, p.number limit 1) as phone
        from client k join club c on c.id = k.club_id
       where k.id = any (:ids) and k.kind = 'LEAD' and k.archived_at is null and k.merged_into is null
         and (c.leads_to_system = 'AT_ONCE' and k.id = any (:made)
              or c.leads_to_system <> 'NEVER'
                 and exists (select 1 from task t where t.client_id = k.id and t.status_id is not null))
       order by k.id""";

  private final JdbcClient jdbc;
  private final Outbox outbox;
  private final Connections connections;
  private final LeadTakers takers;

  PutLeads(JdbcClient jdbc, Outbox outbox, Connections connections, LeadTakers takers) {
    this.jdbc = jdbc;
    this.outbox = outbox;
    this.connections = connections;
    this.takers = takers;
  }

  @Override
  public void follow(List<NewEvent> events) {
    Set<Long> made = people(events, event -> event.type().equals("lead.created"));
    Set<Long> touched = people(events, event -> OF_CARDS.contains(event.type()));
    touched.addAll(made);
    if (!touched.isEmpty() && !takers.kinds().isEmpty()) {
      due(touched, made).forEach(this::put);
    }
  }

  /** The connection a lead of this branch goes to. */
  Optional<ConnectionId> way(@Nullable Long branchId) {
    return connections.enabledFor(branchId, takers.kinds());
  }

  private record Due(long id, @Nullable Long branchId, @Nullable String phone) {}

  private List<Due> due(Collection<Long> touched, Collection<Long> made) {
    return jdbc.sql(DUE)
        .param("ids", touched.toArray(Long[]::new), Types.ARRAY)
        .param("made", made.toArray(Long[]::new), Types.ARRAY)
        .query(Due.class)
        .list();
  }

  private void put(Due lead) {
    way(lead.branchId())
        .ifPresent(
            connection -> {
              long unused = outbox.put(message(connection, lead));
            });
  }

  /** It says nothing: what is given is read when it is given. */
  private static NewMessage message(ConnectionId connection, Due lead) {
    String id = Long.toString(lead.id());
    return new NewMessage(
        connection.value(),
        LeadMessages.KIND,
        LeadMessages.SOURCE,
        id,
        "lead:" + id,
        JsonNodeFactory.instance.objectNode(),
        lead.phone(),
        lead.id(),
        null);
  }

  private static Set<Long> people(List<NewEvent> events, Predicate<NewEvent> which) {
    return events.stream()
        .filter(which)
        .map(NewEvent::clientId)
        .filter(Objects::nonNull)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
