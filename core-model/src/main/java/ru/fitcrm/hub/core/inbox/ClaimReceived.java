package ru.fitcrm.hub.core.inbox;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.platform.SqlFile;

/** Takes received messages of all clubs that are due into a worker's hands. */
public final class ClaimReceived {

  private static final String CLAIM = SqlFile.read(ClaimReceived.class, "claim_received.sql");

  private final ClubGate gate;
  private final JdbcClient jdbc;
  private final ReadClaimed read;

  ClaimReceived(ClubGate gate, JdbcClient jdbc, ObjectMapper json) {
    this.gate = gate;
    this.jdbc = jdbc;
    this.read = new ReadClaimed(json);
  }

  /**
   * @param kinds of connections whose messages this worker can apply
   * @return at most {@code most}, the oldest first; those of one order key never together
   */
  public List<Claimed> claim(Collection<String> kinds, int most) {
    return gate.asPlatform(
        () ->
            jdbc.sql(CLAIM)
                .param("kinds", kinds.toArray(String[]::new))
                .param("most", most)
                .query(read)
                .list());
  }
}
