package ru.fitcrm.hub.config.api;

import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import ru.fitcrm.hub.core.access.Principal;
import ru.fitcrm.hub.core.audit.AuditLog;
import ru.fitcrm.hub.core.club.Club;
import ru.fitcrm.hub.core.club.ClubDirectory;
import ru.fitcrm.hub.core.club.ClubEdit;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.club.LeadsToSystem;
import ru.fitcrm.hub.core.licence.Licences;
import ru.fitcrm.hub.core.licence.Plan;
import ru.fitcrm.hub.core.platform.Listing;
import ru.fitcrm.hub.core.platform.PageRequest;

/** Clubs: the superadmin makes them, each sees its own. */
@RestController
@RequestMapping("/api/v1/clubs")
@Tag(name = "clubs")
final class ClubsApi {

  private final ClubDirectory clubs;
  private final ClubGate gate;
  private final Licences licences;
  private final AuditLog audit;

  ClubsApi(ClubDirectory clubs, ClubGate gate, Licences licences, AuditLog audit) {
    this.clubs = clubs;
    this.gate = gate;
    this.licences = licences;
    this.audit = audit;
  }

  /**
   * A club to be made.
   *
   * @param licence PREMIUM for 30 days if left out
   */
  record NewClub(
      @Nullable String name,
      @Nullable String slug,
      @Nullable String timezone,
      @Nullable String region,
      @Nullable NewLicence licence) {

    ClubEdit edit() {
      return new ClubEdit(name, slug, region, timezone);
    }
  }

  record NewLicence(@Nullable Plan plan, @Nullable LocalDate validUntil) {}

  /**
   * What may be changed of a club; left out stays. {@code active} is the superadmin's.
   *
   * @param leadsToSystem when leads are given to 1C: AT_ONCE, WHEN_SORTED or NEVER
   */
  record ClubChange(
      @Nullable String name,
      @Nullable String slug,
      @Nullable String timezone,
      @Nullable String region,
      @Nullable Boolean active,
      @Nullable LeadsToSystem leadsToSystem) {

    ClubEdit edit(Club now) {
      return new ClubEdit(
          name == null ? now.name() : name,
          slug == null ? now.slug() : slug,
          region == null ? now.region() : region,
          timezone == null ? now.timezone() : timezone);
    }
  }

  @GetMapping
  Listing<Club> list(
      Principal who,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable Integer limit) {
    PageRequest page = PageRequest.of(cursor, limit);
    return who.isSuperadmin()
        ? Answers.page(clubs.list(page), page, Club::id)
        : new Listing<>(List.of(clubs.get(who.club())), null);
  }

  @PostMapping
  ResponseEntity<Club> add(Principal who, @RequestBody NewClub request) {
    if (!who.isSuperadmin()) {
      throw new AccessDeniedException("Only a superadmin makes clubs");
    }
    Club made = gate.asPlatform(() -> make(who, request));
    return Answers.made("/api/v1/clubs/" + made.slug(), made, made.version());
  }

  private Club make(Principal who, NewClub request) {
    Club club = clubs.create(request.edit());
    NewLicence licence = request.licence();
    if (licence != null) {
      licences.grant(club.clubId(), licence.plan(), licence.validUntil());
    }
    audit.writeFor(club.clubId(), who.name(), "club.added", "club", club.id(), Map.of());
    return club;
  }

  @GetMapping("/{club}")
  ResponseEntity<Club> get(InClub club) {
    return Answers.one(club.club(), club.club().version());
  }

  @ForAdmins
  @PutMapping("/{club}")
  ResponseEntity<Club> change(
      InClub club,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @RequestBody ClubChange request) {
    if (request.active() != null && !club.who().isSuperadmin()) {
      throw new AccessDeniedException("Only a superadmin switches a club on or off");
    }
    IfMatch wanted = IfMatch.of(ifMatch);
    Club changed = gate.asPlatform(() -> update(club, request, wanted));
    return Answers.one(changed, changed.version());
  }

  private Club update(InClub club, ClubChange request, IfMatch wanted) {
    Club now = clubs.get(club.club().clubId());
    Club changed = clubs.update(now.clubId(), request.edit(now), wanted.version(now.version()));
    Boolean active = request.active();
    if (active != null && active != changed.active()) {
      changed = clubs.activate(changed.clubId(), active);
    }
    LeadsToSystem leads = request.leadsToSystem();
    if (leads != null && leads != changed.leadsToSystem()) {
      changed = clubs.giveLeads(changed.clubId(), leads);
    }
    audit.writeFor(changed.clubId(), club.author(), "club.updated", "club", changed.id(), Map.of());
    return changed;
  }
}
