package ru.fitcrm.hub.config.console.client;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import ru.fitcrm.hub.config.console.Visit;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.person.Client;
import ru.fitcrm.hub.core.person.ClientDirectory;
import ru.fitcrm.hub.core.person.ClientQuery;
import ru.fitcrm.hub.core.person.ReadPhone;
import ru.fitcrm.hub.core.platform.Listing;
import ru.fitcrm.hub.core.platform.PageRequest;

/** Finds people by name or number; a whole number finds archived ones too. */
@Controller
class ClientSearch {

  private static final int ROWS = 50;

  private final ClubGate gate;
  private final ClientDirectory directory;

  ClientSearch(ClubGate gate, ClientDirectory directory) {
    this.gate = gate;
    this.directory = directory;
  }

  @GetMapping("/{club}/clients")
  String search(
      Visit visit,
      @RequestParam(required = false) @Nullable String q,
      @RequestParam(required = false) @Nullable String cursor,
      Model model) {
    PageRequest page = PageRequest.of(cursor, ROWS);
    ClientQuery query = query(visit, q);
    List<Client> rows = gate.inClub(visit.club().clubId(), () -> directory.list(query, page));
    model.addAttribute("q", q);
    model.addAttribute("list", Listing.of(rows, ROWS, Client::id));
    return "console/clients";
  }

  private static ClientQuery query(Visit visit, @Nullable String q) {
    String text = q == null || q.isBlank() ? null : q.strip();
    String number = text == null ? null : ReadPhone.read(text, visit.club().region()).e164OrNull();
    return number == null
        ? new ClientQuery(null, null, text, false, visit.mayFindByDigits(text))
        : ClientQuery.byPhone(number);
  }
}
