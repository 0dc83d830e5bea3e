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

/** Branches (филиалы) of a club. */
@RestController
@RequestMapping("/api/v1/clubs/{club}/branches")
@Tag(name = "branches")
final class BranchesApi {

  private final Branches branches;
  private final AnswerSettings<Branch> answer;

  BranchesApi(Branches branches, SettingsAudit audit) {
    this.branches = branches;
    this.answer =
        new AnswerSettings<>(
            new SettingsKind<>(
                "branch", "branches", Branch::id, Branch::version, branches::get, branches::remove),
            audit);
  }

  @GetMapping
  Listing<Branch> list(
      InClub club,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable Integer limit) {
    return answer.page(club, cursor, limit, branches::list);
  }

  @ForAdmins
  @PostMapping
  ResponseEntity<Branch> add(InClub club, @RequestBody BranchEdit request) {
    return answer.add(club, () -> branches.add(request));
  }

  @GetMapping("/{id}")
  ResponseEntity<Branch> get(InClub club, @PathVariable long id) {
    return answer.get(club, id);
  }

  @ForAdmins
  @PutMapping("/{id}")
  ResponseEntity<Branch> change(
      InClub club,
      @PathVariable long id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @RequestBody BranchEdit request) {
    return answer.change(club, id, ifMatch, version -> branches.update(id, request, version));
  }

  @ForAdmins
  @DeleteMapping("/{id}")
  ResponseEntity<Void> remove(
      InClub club,
      @PathVariable long id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
    return answer.remove(club, id, ifMatch);
  }
}
