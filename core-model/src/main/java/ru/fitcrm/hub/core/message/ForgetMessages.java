package ru.fitcrm.hub.core.message;

import java.sql.Types;
import java.util.Collection;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.platform.SqlFile;

/**
 * Forgets what was said to people who are erased, and where they could be reached. That something
 * was said, when and how far it came stays. Runs inside the club's gate.
 */
public final class ForgetMessages {

  private static final String FORGET = SqlFile.read(ForgetMessages.class, "forget_messages.sql");

  private final JdbcClient jdbc;

  ForgetMessages(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * @param clients with the records merged into them
   */
  public void forget(Collection<Long> clients) {
    jdbc.sql(FORGET).param("ids", clients.toArray(Long[]::new), Types.ARRAY).update();
  }
}
