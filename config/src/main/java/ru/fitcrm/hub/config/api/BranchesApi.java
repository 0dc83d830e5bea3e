package ru.fitcrm.hub.config.api;

import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import ru.fitcrm.hub.core.club.Branch;
import ru.fitcrm.hub.core.club.BranchEdit;
import ru.fitcrm.hub.core.club.Branches;
import ru.fitcrm.hub.core.platform.Listing;
import ru.fitcrm.hub.core.platform.PageRequest;

/** Branches (филиалы) of a club. */
@RestController
@RequestMapping("/api/v1/clubs/{club}/branches")
@Tag(name = "branches")
final class BranchesApi {

  private static final String ENTITY = "branch";

  private final Branches branches;
  private final SettingsAudit audit;

  BranchesApi(Branches branches, SettingsAudit audit) {
    this.branches = branches;
    this.audit = audit;
  }

  @GetMapping
  Listing<Branch> list(
      InClub club,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable Integer limit) {
    PageRequest page = PageRequest.of(cursor, limit);
    return Answers.page(club.in(() -> branches.list(page)), page, Branch::id);
  }

  @ForAdmins
  @PostMapping
  ResponseEntity<Branch> add(InClub club, @RequestBody BranchEdit request) {
    Branch made =
        club.in(
            () -> {
              Branch added = branches.add(request);
              audit.added(club, ENTITY, added.id());
              return added;
            });
    return Answers.made(club.path() + "/branches/" + made.id(), made, made.version());
  }

  @GetMapping("/{id}")
  ResponseEntity<Branch> get(InClub club, @PathVariable long id) {
    return shown(club.in(() -> branches.get(id)));
  }

  @ForAdmins
  @PutMapping("/{id}")
  ResponseEntity<Branch> change(
      InClub club,
      @PathVariable long id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @RequestBody BranchEdit request) {
    return shown(
        IfMatch.of(ifMatch)
            .change(
                club,
                () -> branches.get(id).version(),
                version -> {
                  Branch changed = branches.update(id, request, version);
                  audit.updated(club, ENTITY, id);
                  return changed;
                }));
  }

  @ForAdmins
  @DeleteMapping("/{id}")
  ResponseEntity<Void> remove(
      InClub club,
      @PathVariable long id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
    IfMatch.of(ifMatch)
        .remove(
            club,
            ENTITY,
            id,
            () -> branches.get(id).version(),
            () -> {
              branches.remove(id);
              audit.removed(club, ENTITY, id);
            });
    return Answers.gone();
  }

  private static ResponseEntity<Branch> shown(Branch thing) {
    return Answers.one(thing, thing.version());
  }
}
