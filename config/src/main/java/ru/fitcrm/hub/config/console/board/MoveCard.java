package ru.fitcrm.hub.config.console.board;

import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import ru.fitcrm.hub.config.console.Visit;
import ru.fitcrm.hub.core.board.BoardColumn;
import ru.fitcrm.hub.core.board.Task;
import ru.fitcrm.hub.core.board.TaskDesk;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.platform.Conflict;
import ru.fitcrm.hub.core.platform.StaleVersion;

/**
 * Moves a card, however the hand did it: by drag, menu or key. Answers with {@code {text}}, what to
 * tell: 200 moved, 409 refused.
 */
@Controller
class MoveCard {

  private final ClubGate gate;
  private final TaskDesk desk;

  MoveCard(ClubGate gate, TaskDesk desk) {
    this.gate = gate;
    this.desk = desk;
  }

  @PostMapping("/{club}/tasks/{id}/move")
  ResponseEntity<Map<String, String>> move(
      Visit visit,
      @PathVariable long id,
      @RequestParam BoardColumn column,
      @RequestParam long version) {
    try {
      Task moved =
          gate.inClub(
              visit.club().clubId(),
              () -> desk.move(visit.club(), id, column, version, visit.user().name()));
      return ResponseEntity.ok(Map.of("text", moved(visit, column, moved)));
    } catch (Conflict refused) {
      return conflict(visit.say().text(refused.code()));
    } catch (StaleVersion changed) {
      return conflict(visit.say().text("card.changed-meanwhile"));
    }
  }

  private static String moved(Visit visit, BoardColumn column, Task card) {
    String name = visit.say().text("column." + column);
    return card.dueOn() == null
        ? visit.say().text("card.moved", name)
        : visit.say().text("card.moved-due", name, visit.say().due(card.dueOn(), card.dueTime()));
  }

  private static ResponseEntity<Map<String, String>> conflict(String text) {
    return ResponseEntity.status(HttpStatus.CONFLICT).body(Map.of("text", text));
  }
}
