package ru.fitcrm.hub.config.console;

import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import ru.fitcrm.hub.core.access.Principal;
import ru.fitcrm.hub.core.club.Club;
import ru.fitcrm.hub.core.club.ClubDirectory;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.club.ClubId;
import ru.fitcrm.hub.core.licence.LicenceRequests;
import ru.fitcrm.hub.core.licence.LicenceStanding;
import ru.fitcrm.hub.core.licence.Licences;
import ru.fitcrm.hub.core.platform.Listing;
import ru.fitcrm.hub.core.platform.PageRequest;

/** Where one lands: a club's user on its board, the superadmin on the list of clubs. */
@Controller
class HomePage {

  private final ClubDirectory clubs;
  private final ClubGate gate;
  private final Licences licences;
  private final LicenceRequests requests;

  HomePage(ClubDirectory clubs, ClubGate gate, Licences licences, LicenceRequests requests) {
    this.clubs = clubs;
    this.gate = gate;
    this.licences = licences;
    this.requests = requests;
  }

  /**
   * A club in the list.
   *
   * @param asked a renewal it waits for
   */
  record Line(
      Club club, @Nullable LicenceStanding licence, LicenceRequests.@Nullable Asked asked) {}

  @GetMapping("/")
  String land(
      @AuthenticationPrincipal Principal user,
      @RequestParam(required = false) @Nullable String cursor,
      Model model) {
    if (!user.isSuperadmin()) {
      return "redirect:/" + clubs.get(user.club()).slug() + "/board";
    }
    PageRequest page = PageRequest.of(cursor, null);
    var list = Listing.of(clubs.list(page), page.limit(), Club::id);
    model.addAttribute(
        "clubs",
        gate.asPlatform(() -> lines(cursor == null ? askingFirst(list.items()) : list.items())));
    model.addAttribute("next", list.next());
    model.addAttribute("user", user);
    model.addAttribute("dates", DateTimeFormatter.ofPattern("dd.MM.yyyy"));
    return "console/clubs";
  }

  /** On the first page those who ask for a renewal are before all others, wherever they stand. */
  private List<Club> askingFirst(List<Club> page) {
    Map<Long, Club> first = new LinkedHashMap<>();
    requests.waiting().forEach(asking -> first.put(asking.value(), clubs.get(asking)));
    page.forEach(club -> first.putIfAbsent(club.id(), club));
    return List.copyOf(first.values());
  }

  private List<Line> lines(List<Club> all) {
    List<Club> shown =
        all.stream().filter(club -> !club.slug().equals(Club.PLATFORM_SLUG)).toList();
    List<ClubId> ids = shown.stream().map(Club::clubId).toList();
    var standings = licences.standings(ids);
    var asked = requests.all(ids);
    return shown.stream()
        .map(club -> new Line(club, standings.get(club.clubId()), asked.get(club.clubId())))
        .toList();
  }

  @GetMapping("/{club:[a-z0-9-]+}")
  String club(Visit visit) {
    return "redirect:" + visit.at("/board");
  }
}
