package ru.fitcrm.hub.config.api;

import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import ru.fitcrm.hub.config.connection.ConnectionRequest;
import ru.fitcrm.hub.config.connection.SaveConnection;
import ru.fitcrm.hub.core.connection.Connection;
import ru.fitcrm.hub.core.connection.Connections;
import ru.fitcrm.hub.core.connection.TestReport;
import ru.fitcrm.hub.core.platform.Listing;

/** Connections to outside systems. Secrets go in and never come back. */
@RestController
@RequestMapping("/api/v1/clubs/{club}/connections")
@Tag(name = "connections")
final class ConnectionsApi {

  private final Connections connections;
  private final SaveConnection save;
  private final AnswerSettings<Connection> answer;

  ConnectionsApi(Connections connections, SaveConnection save, SettingsAudit audit) {
    this.connections = connections;
    this.save = save;
    this.answer =
        new AnswerSettings<>(
            new SettingsKind<>(
                "connection",
                "connections",
                Connection::id,
                Connection::version,
                connections::get,
                connections::remove),
            audit);
  }

  @GetMapping
  Listing<Connection> list(
      InClub club,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable Integer limit) {
    return answer.page(club, cursor, limit, connections::list);
  }

  @ForAdmins
  @PostMapping
  ResponseEntity<Connection> add(InClub club, @RequestBody ConnectionRequest request) {
    return answer.add(club, () -> save.add(request));
  }

  @GetMapping("/{id}")
  ResponseEntity<Connection> get(InClub club, @PathVariable long id) {
    return answer.get(club, id);
  }

  @ForAdmins
  @PutMapping("/{id}")
  ResponseEntity<Connection> change(
      InClub club,
      @PathVariable long id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @RequestBody ConnectionRequest request) {
    return answer.change(club, id, ifMatch, version -> save.update(id, request, version));
  }

  @ForAdmins
  @DeleteMapping("/{id}")
  ResponseEntity<Void> remove(
      InClub club,
      @PathVariable long id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
    return answer.remove(club, id, ifMatch);
  }

  /** Asks the outside system something harmless, as production would, and tells its answers. */
  @ForAdmins
  @PostMapping("/{id}/test")
  TestReport test(InClub club, @PathVariable long id) {
    return save.test(club.club().clubId(), id);
  }

  /** From now on what goes out waits; what comes in goes on. */
  @ForAdmins
  @PostMapping("/{id}/hold")
  ResponseEntity<Connection> hold(InClub club, @PathVariable long id) {
    return held(club, id, true);
  }

  @ForAdmins
  @PostMapping("/{id}/release")
  ResponseEntity<Connection> release(InClub club, @PathVariable long id) {
    return held(club, id, false);
  }

  private ResponseEntity<Connection> held(InClub club, long id, boolean held) {
    return answer.change(club, held ? "held" : "released", () -> connections.hold(id, held));
  }
}
