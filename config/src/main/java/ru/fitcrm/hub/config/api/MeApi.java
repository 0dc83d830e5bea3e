package ru.fitcrm.hub.config.api;

import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import ru.fitcrm.hub.core.access.Principal;
import ru.fitcrm.hub.core.club.Club;
import ru.fitcrm.hub.core.club.ClubDirectory;
import ru.fitcrm.hub.core.club.Role;

/** Who is asking. */
@RestController
@Tag(name = "me")
final class MeApi {

  private final ClubDirectory clubs;

  MeApi(ClubDirectory clubs) {
    this.clubs = clubs;
  }

  /** The one behind a key or a session; a superadmin's club is the platform's. */
  record Me(String name, Role role, @Nullable Long employeeId, Club club) {}

  @GetMapping("/api/v1/me")
  Me me(Principal who) {
    return new Me(who.name(), who.role(), who.employeeId(), clubs.get(who.club()));
  }
}
