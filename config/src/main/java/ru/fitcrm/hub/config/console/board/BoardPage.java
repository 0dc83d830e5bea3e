package ru.fitcrm.hub.config.console.board;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import ru.fitcrm.hub.config.console.ClubPeople;
import ru.fitcrm.hub.config.console.Visit;
import ru.fitcrm.hub.core.board.BoardColumn;
import ru.fitcrm.hub.core.board.TaskDesk;
import ru.fitcrm.hub.core.club.ClubGate;

/** The board, and one column of it when it is read anew. */
@Controller
class BoardPage {

  private static final int ROWS = 50;
  private static final int MOST_ROWS = 2_000;

  private final ClubGate gate;
  private final ReadColumns columns;
  private final ClubPeople.Read people;
  private final TaskDesk desk;

  BoardPage(ClubGate gate, ReadColumns columns, ClubPeople.Read people, TaskDesk desk) {
    this.gate = gate;
    this.columns = columns;
    this.people = people;
    this.desk = desk;
  }

  @GetMapping("/{club}/board")
  String board(Visit visit, Filters filters, Model model) {
    gate.runInClub(
        visit.club().clubId(),
        () -> {
          ClubPeople choices = people.now();
          model.addAttribute("people", choices);
          model.addAttribute(
              "columns", columns.all(filters.query(visit), ROWS, desk.day(visit.club()), choices));
        });
    model.addAttribute("filters", filters);
    return "console/board";
  }

  @GetMapping("/{club}/board/columns/{column}")
  String column(
      Visit visit,
      Filters filters,
      @PathVariable BoardColumn column,
      @RequestParam(defaultValue = "" + ROWS) int rows,
      Model model) {
    int asked = Math.clamp(rows, ROWS, MOST_ROWS);
    ColumnView view =
        gate.inClub(
            visit.club().clubId(),
            () -> {
              ClubPeople choices = people.now();
              model.addAttribute("people", choices);
              return columns.one(
                  column, filters.query(visit), asked, desk.day(visit.club()), choices);
            });
    model.addAttribute("column", view);
    model.addAttribute("filters", filters);
    return "console/board-column :: cards";
  }
}
