package ru.fitcrm.hub.config.console.client;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import ru.fitcrm.hub.config.console.Visit;
import ru.fitcrm.hub.core.access.Sight;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.platform.Listing;
import ru.fitcrm.hub.core.platform.PageRequest;
import ru.fitcrm.hub.core.request.Request;
import ru.fitcrm.hub.core.request.RequestLog;
import ru.fitcrm.hub.core.request.RequestQuery;

/** What a person asked the club for, on their page; nothing where they never asked. */
@Controller
class RequestsOnPage {

  private static final PageRequest LAST = new PageRequest(0, 50);

  /** How many are seen without opening the rest. */
  private static final int SEEN = 3;

  private final ClubGate gate;
  private final RequestLog log;

  RequestsOnPage(ClubGate gate, RequestLog log) {
    this.gate = gate;
    this.log = log;
  }

  @GetMapping("/{club}/clients/{id}/requests")
  String show(Visit visit, @PathVariable long id, Model model) {
    Listing<Request> asked =
        gate.inClub(
            visit.club().clubId(),
            () -> Listing.of(log.list(RequestQuery.ofClient(id), LAST), LAST.limit(), Request::id));
    model.addAttribute("requests", asked.items());
    model.addAttribute("seen", SEEN);
    model.addAttribute("sight", Sight.of(visit.user()));
    return "console/client-requests :: requests";
  }
}
