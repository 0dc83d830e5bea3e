package ru.fitcrm.hub.config.console;

import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import ru.fitcrm.hub.core.access.Principal;
import ru.fitcrm.hub.core.club.Club;
import ru.fitcrm.hub.core.club.ClubDirectory;
import ru.fitcrm.hub.core.platform.Listing;
import ru.fitcrm.hub.core.platform.PageRequest;

/** Where one lands: a club's user on its board, the superadmin on the list of clubs. */
@Controller
class HomePage {

  private final ClubDirectory clubs;

  HomePage(ClubDirectory clubs) {
    this.clubs = clubs;
  }

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
        list.items().stream().filter(club -> !club.slug().equals(Club.PLATFORM_SLUG)).toList());
    model.addAttribute("next", list.next());
    model.addAttribute("user", user);
    return "console/clubs";
  }

  @GetMapping("/{club:[a-z0-9-]+}")
  String club(Visit visit) {
    return "redirect:" + visit.at("/board");
  }
}
