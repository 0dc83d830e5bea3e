package ru.fitcrm.hub.config.console.client;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import ru.fitcrm.hub.config.console.Visit;
import ru.fitcrm.hub.config.sync.RefreshClient;
import ru.fitcrm.hub.core.platform.Conflict;
import ru.fitcrm.hub.core.sync.RefreshPerson.Refreshed;

/** The button that brings a client up to date from 1C. */
@Controller
class RefreshFromSystem {

  private final RefreshClient refresh;

  RefreshFromSystem(RefreshClient refresh) {
    this.refresh = refresh;
  }

  /** The page shows what there is now, and says what came of it. */
  @PostMapping("/{club}/clients/{id}/refresh")
  String refresh(Visit visit, @PathVariable long id, RedirectAttributes said) {
    said.addFlashAttribute("refreshed", words(visit, id));
    return "redirect:" + visit.at("/clients/" + id);
  }

  private String words(Visit visit, long id) {
    try {
      return switch (refresh.refresh(visit.club(), id)) {
        case Refreshed.Told told ->
            told.applied().total().changed() == 0
                ? visit.say().text("client.refresh.same")
                : visit.say().text("client.refresh.changed", told.applied().total().changed());
        case Refreshed.Nobody nobody -> visit.say().text("client.refresh.nobody");
        case Refreshed.Not not ->
            visit.say().textOr("onec." + not.trouble().code(), not.trouble().reason());
      };
    } catch (Conflict none) {
      return visit.say().text("client.refresh.no-system");
    }
  }
}
