package ru.fitcrm.hub.config.console.call;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import ru.fitcrm.hub.config.console.ClubPeople;
import ru.fitcrm.hub.config.console.Visit;
import ru.fitcrm.hub.config.recording.FindRecording;
import ru.fitcrm.hub.core.call.Call;
import ru.fitcrm.hub.core.call.CallDirection;
import ru.fitcrm.hub.core.call.CallGap;
import ru.fitcrm.hub.core.call.CallLog;
import ru.fitcrm.hub.core.call.CallPeriod;
import ru.fitcrm.hub.core.call.CallQuery;
import ru.fitcrm.hub.core.call.CallResult;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.person.Client;
import ru.fitcrm.hub.core.person.ClientDirectory;
import ru.fitcrm.hub.core.platform.Listing;
import ru.fitcrm.hub.core.platform.PageRequest;

/** The journal of calls: figures, a chart, and what became of each. */
@Controller
class CallsPage {

  private static final int ROWS = 50;

  private final ClubGate gate;
  private final CallLog calls;
  private final ClientDirectory directory;
  private final ClubPeople.Read people;
  private final FindRecording recordings;

  CallsPage(
      ClubGate gate,
      CallLog calls,
      ClientDirectory directory,
      ClubPeople.Read people,
      FindRecording recordings) {
    this.gate = gate;
    this.calls = calls;
    this.directory = directory;
    this.people = people;
    this.recordings = recordings;
  }

  @GetMapping("/{club}/calls")
  String list(
      Visit visit,
      JournalFilter filter,
      @RequestParam(required = false) @Nullable String cursor,
      Model model) {
    LocalDate today = visit.say().today();
    CallQuery query = filter.query(today, visit.club().zone(), visit.mayFindByDigits(filter.q()));
    PageRequest page = PageRequest.of(cursor, ROWS);
    gate.runInClub(visit.club().clubId(), () -> fill(query, page, model));
    CallPeriod days = filter.days(today);
    model.addAttribute("filter", filter);
    model.addAttribute("days", days);
    model.addAttribute("today", today);
    model.addAttribute("periods", CallPeriod.Named.values());
    model.addAttribute("directions", CallDirection.values());
    model.addAttribute("results", CallResult.values());
    return "console/calls";
  }

  private void fill(CallQuery query, PageRequest page, Model model) {
    Listing<Call> list = Listing.of(calls.list(query, page), ROWS, Call::id);
    model.addAttribute("list", list);
    model.addAttribute("lines", JournalLine.of(list.items(), gaps(query, page, list)));
    model.addAttribute("first", page.after() == 0);
    model.addAttribute("stats", calls.stats(query));
    model.addAttribute("clients", clientsOf(list.items()));
    model.addAttribute("people", people.now());
    model.addAttribute("recordings", recordings.among(list.items()));
  }

  /** The gaps between this page's calls, and up to those of the pages around. */
  private List<CallGap> gaps(CallQuery query, PageRequest page, Listing<Call> list) {
    @Nullable Instant begin =
        list.next() == null ? query.from() : list.items().getLast().startedAt();
    @Nullable Instant end =
        page.after() == 0
            ? query.to()
            : calls.find(page.after()).map(Call::startedAt).orElse(query.to());
    // One that reaches over the edge stands where it ends.
    return calls.gaps(begin, null).stream()
        .filter(gap -> end == null || !gap.to().isAfter(end) || reaches(gap, end, page))
        .toList();
  }

  /** Into the period from behind its end; on the first page there is nowhere else to show it. */
  private static boolean reaches(CallGap gap, Instant end, PageRequest page) {
    return page.after() == 0 && gap.from().isBefore(end);
  }

  private Map<Long, Client> clientsOf(List<Call> list) {
    List<Long> ids = list.stream().map(Call::clientId).filter(Objects::nonNull).distinct().toList();
    return directory.withIds(ids).stream()
        .collect(Collectors.toMap(Client::id, Function.identity()));
  }
}
