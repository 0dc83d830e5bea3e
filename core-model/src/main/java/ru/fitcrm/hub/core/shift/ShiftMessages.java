package ru.fitcrm.hub.core.shift;

import java.sql.Types;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.club.ClubDirectory;
import ru.fitcrm.hub.core.outbox.MessageKind;
import ru.fitcrm.hub.core.outbox.OutboxMessage;
import ru.fitcrm.hub.core.outbox.OutboxRider;
import ru.fitcrm.hub.core.outbox.OutboxState;
import ru.fitcrm.hub.core.sync.HashShift;

/**
 * Changes of work hours on their way to the club's system; the row says how far the last one is.
 */
public final class ShiftMessages implements OutboxRider {

  static final String SOURCE = "work-shift";

  /** The system knows a repetition by the ref, so in doubt it is given again. */
  public static final MessageKind KIND =
      new MessageKind("work-shifts", Duration.ofDays(30), Duration.ofMinutes(15), true, true);

  /** From here on what the system told last is what it was given. */
  private static final String GIVEN =
      """
      update work_shift
         set giving = 'GIVEN', giving_code = null, giving_reason = null,
             hash_before = source_hash, source_hash = :hash
       where id = :id and change_no = :change""";

  /** What was not removed there is still somebody's work. */
  private static final String REFUSED =
      """
      update work_shift
         set giving = 'REFUSED', giving_code = case when deleted then 'not-removed' else :code end,
             giving_reason = :reason, deleted = false
       where id = :id and change_no = :change""";

  private static final String WAITING =
      """
      update work_shift set giving = 'WAITING', giving_code = :code, giving_reason = :reason
       where id = :id and change_no = :change""";

  private final JdbcClient jdbc;
  private final ClubDirectory clubs;
  private final ReadShift read;

  ShiftMessages(JdbcClient jdbc, ClubDirectory clubs, ReadShift read) {
    this.jdbc = jdbc;
    this.clubs = clubs;
    this.read = read;
  }

  @Override
  public MessageKind kind() {
    return KIND;
  }

  @Override
  public void settled(OutboxMessage message) {
    boolean taken =
        message.state() == OutboxState.ACCEPTED || message.state() == OutboxState.DELIVERED;
    if (!taken) {
      write(REFUSED, message, code(message), message.reason());
    } else if (read.read(message.sourceId()) instanceof ReadShift.Now.Give given) {
      ShiftChange change = ShiftChange.read(message.sourceId());
      jdbc.sql(GIVEN)
          .param("hash", HashShift.of(clubs.here(), given.shift()))
          .param("id", change.shift())
          .param("change", change.number())
          .update();
    }
  }

  @Override
  public void waitsAgain(OutboxMessage message) {
    write(WAITING, message, message.code(), message.reason());
  }

  private static String code(OutboxMessage message) {
    String code = message.code();
    return message.state() == OutboxState.EXPIRED || code == null ? "expired" : code;
  }

  private void write(
      String sql, OutboxMessage message, @Nullable String code, @Nullable String reason) {
    ShiftChange change = ShiftChange.read(message.sourceId());
    jdbc.sql(sql)
        .param("code", code, Types.VARCHAR)
        .param("reason", reason, Types.VARCHAR)
        .param("id", change.shift())
        .param("change", change.number())
        .update();
  }
}
