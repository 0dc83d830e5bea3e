package ru.fitcrm.hub.config.console.connection;

import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import ru.fitcrm.hub.config.console.Visit;
import ru.fitcrm.hub.core.audit.AuditLog;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.connection.Connections;

/** Removes a connection with all its calls, once the administrator has confirmed it. */
@Controller
class RemoveConnection {

  private final ClubGate gate;
  private final Connections connections;
  private final AuditLog audit;

  RemoveConnection(ClubGate gate, Connections connections, AuditLog audit) {
    this.gate = gate;
    this.connections = connections;
    this.audit = audit;
  }

  @PostMapping("/{club}/connections/{id}/remove")
  String remove(Visit visit, @PathVariable long id) {
    visit.requireAdmin();
    gate.runInClub(
        visit.club().clubId(),
        () -> {
          connections.remove(id);
          audit.write(visit.user().name(), "connection.removed", "connection", id, Map.of());
        });
    return "redirect:" + visit.at("/connections");
  }
}
