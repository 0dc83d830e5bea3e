package ru.fitcrm.hub.config.console.call;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import ru.fitcrm.hub.config.console.ClubPeople;
import ru.fitcrm.hub.config.console.Visit;
import ru.fitcrm.hub.core.call.Call;
import ru.fitcrm.hub.core.call.CallDirection;
import ru.fitcrm.hub.core.call.CallLog;
import ru.fitcrm.hub.core.call.CallQuery;
import ru.fitcrm.hub.core.call.CallResult;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.person.Client;
import ru.fitcrm.hub.core.person.ClientDirectory;
import ru.fitcrm.hub.core.platform.Listing;
import ru.fitcrm.hub.core.platform.PageRequest;

/** The last calls, with what became of them. */
@Controller
class CallsPage {

  private static final int ROWS = 50;

  private final ClubGate gate;
  private final CallLog calls;
  private final ClientDirectory directory;
  private final ClubPeople.Read people;

  CallsPage(ClubGate gate, CallLog calls, ClientDirectory directory, ClubPeople.Read people) {
    this.gate = gate;
    this.calls = calls;
    this.directory = directory;
    this.people = people;
  }

  @GetMapping("/{club}/calls")
  String list(
      Visit visit,
      @RequestParam(required = false) @Nullable CallDirection direction,
      @RequestParam(required = false) @Nullable CallResult result,
      @RequestParam(required = false) @Nullable String cursor,
      Model model) {
    CallQuery query = new CallQuery(null, null, direction, result, null, null);
    PageRequest page = PageRequest.of(cursor, ROWS);
    gate.runInClub(
        visit.club().clubId(),
        () -> {
          Listing<Call> list = Listing.of(calls.list(query, page), ROWS, Call::id);
          model.addAttribute("list", list);
          model.addAttribute("clients", clientsOf(list.items()));
          model.addAttribute("people", people.now());
        });
    model.addAttribute("direction", direction);
    model.addAttribute("result", result);
    model.addAttribute("directions", CallDirection.values());
    model.addAttribute("results", CallResult.values());
    return "console/calls";
  }

  private Map<Long, Client> clientsOf(List<Call> list) {
    return list.stream()
        .map(Call::clientId)
        .filter(Objects::nonNull)
        .distinct()
        .map(directory::find)
        .flatMap(Optional::stream)
        .collect(Collectors.toMap(Client::id, Function.identity()));
  }
}
