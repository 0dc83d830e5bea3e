package ru.fitcrm.hub.routes.in;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.springframework.stereotype.Component;
import ru.fitcrm.hub.connectors.onec.push.ReadPush;
import ru.fitcrm.hub.connectors.onec.push.UnreadablePush;
import ru.fitcrm.hub.core.connection.ConnectionId;
import ru.fitcrm.hub.core.inbox.Claimed;
import ru.fitcrm.hub.core.inbox.Handled;
import ru.fitcrm.hub.core.sync.Applied;
import ru.fitcrm.hub.core.sync.ApplyPacket;
import ru.fitcrm.hub.core.sync.Hearing;
import ru.fitcrm.hub.core.sync.Packet;
import ru.fitcrm.hub.core.sync.Rejection;

/** Applies a pushed packet; runs inside the gate of its club. */
@Component("applyPushed")
public final class ApplyPushed {

  private final ReadPush read = new ReadPush();
  private final ApplyPacket packets;
  private final NoteNamed named;
  private final ObjectMapper json;

  ApplyPushed(ApplyPacket packets, NoteNamed named, ObjectMapper json) {
    this.packets = packets;
    this.named = named;
    this.json = json;
  }

  /**
   * @return its answer says how many rows changed, how many were known so, and which were not taken
   */
  public Handled apply(Claimed message) {
    try {
      Packet packet = read.read(message.body());
      Applied applied =
          packets.apply(new ConnectionId(message.connection()), packet, Hearing.AS_IT_HAPPENS);
      named.note(message.id(), packet);
      return new Handled.Applied(null, answer(applied));
    } catch (UnreadablePush e) {
      return new Handled.Rejected("packet.unreadable", e.fix(), null);
    }
  }

  /**
   * @param accepted rows written
   * @param unchanged rows that were known so, or better
   * @param waiting rows kept until their client comes
   */
  record Answer(long accepted, long unchanged, long waiting, List<Rejection> rejected) {}

  private JsonNode answer(Applied applied) {
    Applied.Counts total = applied.total();
    return json.valueToTree(
        new Answer(total.changed(), total.unchanged(), total.waiting(), applied.rejections()));
  }
}
