package ru.fitcrm.hub.core.request;

import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.journal.FollowAtOnce;
import ru.fitcrm.hub.core.journal.NewEvent;
import ru.fitcrm.hub.core.platform.BusinessClock;
import ru.fitcrm.hub.core.platform.Columns;

/** A request is handled once its person was spoken with, or a card of theirs was closed. */
final class HandleRequests implements FollowAtOnce {

  private static final String HANDLE =
      "update request set handled_at = :now where client_id = any (:clients) and handled_at is null";

  private final JdbcClient jdbc;
  private final BusinessClock clock;

  HandleRequests(JdbcClient jdbc, BusinessClock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  @Override
  public void follow(List<NewEvent> events) {
    Long[] clients =
        events.stream()
            .filter(HandleRequests::settles)
            .map(NewEvent::clientId)
            .filter(Objects::nonNull)
            .distinct()
            .toArray(Long[]::new);
    if (clients.length > 0) {
      jdbc.sql(HANDLE).param("clients", clients).param("now", Columns.at(clock.instant())).update();
    }
  }

  private static boolean settles(NewEvent event) {
    return event.type().equals("task.closed")
        || (event.type().equals("call.ended") && "ANSWERED".equals(event.data().get("result")));
  }
}
