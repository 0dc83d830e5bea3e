package ru.fitcrm.hub.config.console.onec;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import ru.fitcrm.hub.config.console.Visit;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.connection.Connection;
import ru.fitcrm.hub.core.connection.Connections;
import ru.fitcrm.hub.core.platform.Listing;
import ru.fitcrm.hub.core.platform.PageRequest;
import ru.fitcrm.hub.core.sync.DriftBook;
import ru.fitcrm.hub.core.sync.DriftDesk;
import ru.fitcrm.hub.core.sync.DriftRow;
import ru.fitcrm.hub.core.sync.FollowedKinds;

/** The part «Расхождения с 1С» of the page «1С». */
@Controller
class DriftPart {

  private static final int ROWS = 50;

  private final ClubGate gate;
  private final Connections connections;
  private final DriftDesk desk;
  private final DriftBook book;
  private final FollowedKinds kinds;

  DriftPart(
      ClubGate gate, Connections connections, DriftDesk desk, DriftBook book, FollowedKinds kinds) {
    this.gate = gate;
    this.connections = connections;
    this.desk = desk;
    this.book = book;
    this.kinds = kinds;
  }

  @GetMapping("/{club}/onec/{id}/drift")
  String show(
      Visit visit,
      @PathVariable long id,
      @RequestParam(required = false) @Nullable String cursor,
      Model model) {
    visit.requireAdmin();
    PageRequest page = PageRequest.of(cursor, ROWS);
    gate.runInClub(
        visit.club().clubId(),
        () -> {
          Connection connection = connections.get(id);
          model.addAttribute("check", desk.check(id));
          model.addAttribute(
              "rows", Listing.of(book.list(id, null, page), page.limit(), DriftRow::id));
          model.addAttribute("enabled", connection.enabled());
          model.addAttribute("able", kinds.compared().contains(connection.kind()));
          model.addAttribute("listed", kinds.listed().contains(connection.kind()));
        });
    model.addAttribute("id", id);
    return "console/onec-drift :: drift";
  }
}
