package ru.fitcrm.hub.core.message;

import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.person.ErasedPerson;
import ru.fitcrm.hub.core.person.ForgetPerson;
import ru.fitcrm.hub.core.platform.SqlFile;

/**
 * Forgets what was said to people who are erased, and where they could be reached. That something
 * was said, when and how far it came stays. Runs inside the club's gate.
 */
final class ForgetMessages implements ForgetPerson {

  private static final String FORGET = SqlFile.read(ForgetMessages.class, "forget_messages.sql");

  private final JdbcClient jdbc;

  ForgetMessages(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void forget(ErasedPerson person) {
    jdbc.sql(FORGET).param("ids", person.idArray()).update();
  }
}
