package ru.fitcrm.hub.config.api;

import java.util.Map;
import org.springframework.stereotype.Component;
import ru.fitcrm.hub.core.audit.AuditLog;

/** Writes down who changed a club's settings. Runs inside the club's gate. */
@Component
final class SettingsAudit {

  private final AuditLog log;

  SettingsAudit(AuditLog log) {
    this.log = log;
  }

  void added(InClub club, String entity, long id) {
    write(club, entity, "added", id);
  }

  void updated(InClub club, String entity, long id) {
    write(club, entity, "updated", id);
  }

  void removed(InClub club, String entity, long id) {
    write(club, entity, "removed", id);
  }

  void write(InClub club, String entity, String what, long id) {
    log.write(club.author(), entity + "." + what, entity, id, Map.of());
  }
}
