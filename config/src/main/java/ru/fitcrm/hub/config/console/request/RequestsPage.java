package ru.fitcrm.hub.config.console.request;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import ru.fitcrm.hub.config.console.Visit;
import ru.fitcrm.hub.core.access.Sight;
import ru.fitcrm.hub.core.audit.AuditLog;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.platform.Listing;
import ru.fitcrm.hub.core.platform.PageRequest;
import ru.fitcrm.hub.core.request.Request;
import ru.fitcrm.hub.core.request.RequestLog;

/** The page «Заявки»: what people wanted by a form or a message, and whether they were answered. */
@Controller
class RequestsPage {

  private static final int ROWS = 50;
  private static final int MANY = 100;

  private final ClubGate gate;
  private final RequestLog log;
  private final AuditLog audit;

  RequestsPage(ClubGate gate, RequestLog log, AuditLog audit) {
    this.gate = gate;
    this.log = log;
    this.audit = audit;
  }

  @GetMapping("/{club}/requests")
  String list(
      Visit visit,
      RequestFilter filter,
      @RequestParam(required = false) @Nullable String cursor,
      Model model) {
    PageRequest page = PageRequest.of(cursor, ROWS);
    gate.runInClub(visit.club().clubId(), () -> fill(visit, filter, page, model));
    model.addAttribute("filter", filter);
    model.addAttribute("first", page.after() == 0);
    model.addAttribute("many", MANY);
    return "console/requests";
  }

  private void fill(Visit visit, RequestFilter filter, PageRequest page, Model model) {
    model.addAttribute(
        "list", Listing.of(log.list(filter.query(visit.say().zone()), page), ROWS, Request::id));
    model.addAttribute("sources", log.sources());
    model.addAttribute("waiting", log.waiting(MANY));
    model.addAttribute("sight", Sight.of(visit.user()));
  }

  @PostMapping("/{club}/requests/{id}/handled")
  String handle(
      Visit visit,
      @PathVariable long id,
      @RequestParam(defaultValue = "true") boolean handled,
      Model model) {
    model.addAttribute("one", gate.inClub(visit.club().clubId(), () -> noted(visit, id, handled)));
    model.addAttribute("sight", Sight.of(visit.user()));
    return "console/request-row :: row";
  }

  private Request noted(Visit visit, long id, boolean handled) {
    Request now = log.handle(id, handled, visit.user().name());
    String action = handled ? "request.handled" : "request.reopened";
    audit.write(visit.user().name(), action, "request", id, Map.of());
    return now;
  }
}
