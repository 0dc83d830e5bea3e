package ru.fitcrm.hub.core.call;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Types;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.club.Club;
import ru.fitcrm.hub.core.outbox.MessageKind;
import ru.fitcrm.hub.core.outbox.NewMessage;
import ru.fitcrm.hub.core.outbox.Outbox;
import ru.fitcrm.hub.core.platform.InvalidInput;

/**
 * Begins calls: an employee's phone rings, and once it is taken the client is dialled. The call has
 * its row at once; what the PBX tells of it advances that row. Runs inside the club's gate.
 */
public final class CallOut {

  /** Every id of a call the hub begins starts so; on the PBX it is the channel's id. */
  public static final String ID_PREFIX = "hub-call-";

  /** What a dial message is put for; its source id is the call's id. */
  public static final String SOURCE = "call";

  /**
   * A click is worth it for as long as a person waits. Repeating it is safe: the id is the
   * channel's, and a PBX refuses a second one while the first lives.
   */
  public static final MessageKind KIND =
      new MessageKind("dial", Duration.ofSeconds(30), Duration.ofSeconds(20), true, false);

  private static final String ONE_AT_A_TIME =
      "select pg_advisory_xact_lock(hashtextextended(cast(:club as text) || :extension || :phone, 0))";

  /** The same employee's phone still rings for the same number: a second click is the first one. */
  private static final String STILL_RINGING =
      """
      select id from call
       where phone = any (array(select cast(:phone as text))) and connection_id = :connectionId
         and stage = 'RINGING' and starts_with(action_id, :prefix) and rang = array[cast(:extension as text)]
         and started_at > now() - interval '2 minutes'
       order by id desc limit 1""";

  private static final String BEGIN =
      """
      insert into call (connection_id, linked_id, action_id, direction, stage, result, client_number, phone,
                        rang, started_at, party, client_id, branch_id, heard)
      values (:connectionId, :id, :id, 'OUTGOING', 'RINGING', 'RINGING', :phone, :phone,
              array[cast(:extension as text)], now(), :party, :clientId, :branchId, false)
      returning id""";

  private final JdbcClient jdbc;
  private final ObjectMapper json;
  private final Outbox outbox;
  private final CallLog calls;
  private final PickPhone pick;
  private final FindCaller caller;

  CallOut(JdbcClient jdbc, ObjectMapper json, Outbox outbox, CallLog calls, CallOutPeople people) {
    this.jdbc = jdbc;
    this.json = json;
    this.outbox = outbox;
    this.calls = calls;
    this.pick = new PickPhone(jdbc, people.staff(), people.connections());
    this.caller = new FindCaller(jdbc, json, people.calls().directory(), people.calls().leads());
  }

  /**
   * Begins a call, or gives the one that already rings for the same wish.
   *
   * @throws InvalidInput naming what of the wish cannot be, and the fix
   */
  public Call begin(Club club, CallWish wish) {
    String phone = pick.number(wish.phone(), club.region());
    String extension = pick.extension(wish);
    long connection = pick.connection(wish.connectionId()).id();
    lock(club, extension, phone);
    Optional<Long> ringing = stillRinging(connection, extension, phone);
    return calls.get(ringing.orElseGet(() -> dial(club, connection, extension, phone)));
  }

  /** Whether the PBX has told anything of the call yet: until then the employee's phone rings. */
  public boolean isHeard(long callId) {
    return jdbc.sql("select heard from call where id = :id")
        .param("id", callId)
        .query(Boolean.class)
        .optional()
        .orElse(true);
  }

  /** Two clicks at the same instant see each other. */
  private void lock(Club club, String extension, String phone) {
    jdbc.sql(ONE_AT_A_TIME)
        .param("club", club.id())
        .param("extension", extension)
        .param("phone", phone)
        .query((row, i) -> true)
        .single();
  }

  private Optional<Long> stillRinging(long connection, String extension, String phone) {
    return jdbc.sql(STILL_RINGING)
        .param("phone", phone)
        .param("connectionId", connection)
        .param("prefix", ID_PREFIX)
        .param("extension", extension)
        .query(Long.class)
        .optional();
  }

  private long dial(Club club, long connection, String extension, String phone) {
    CallerFound found = caller.outgoing(connection, phone, club.region());
    String id = ID_PREFIX + UUID.randomUUID();
    long call =
        jdbc.sql(BEGIN)
            .param("connectionId", connection)
            .param("id", id)
            .param("phone", phone)
            .param("extension", extension)
            .param("party", found.party().name())
            .param("clientId", found.clientId(), Types.BIGINT)
            .param("branchId", found.branchId(), Types.BIGINT)
            .query(Long.class)
            .single();
    put(connection, call, new Dial(id, extension, phone), found.clientId());
    return call;
  }

  private void put(long connection, long call, Dial dial, @Nullable Long clientId) {
    long unused =
        outbox.put(
            new NewMessage(
                connection,
                KIND,
                SOURCE,
                Long.toString(call),
                null,
                json.valueToTree(dial),
                dial.phone(),
                clientId,
                null));
  }

  /**
   * What the message says.
   *
   * @param id of the call on the PBX
   * @param phone E.164
   */
  public record Dial(String id, String extension, String phone) {

    /** Without the number, so that it reaches no log. */
    @Override
    public String toString() {
      return "Dial[" + id + ", extension " + extension + "]";
    }
  }
}
