package ru.fitcrm.hub.config.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import ru.fitcrm.hub.core.club.ClubStaff;
import ru.fitcrm.hub.core.club.Employee;
import ru.fitcrm.hub.core.club.EmployeeEdit;
import ru.fitcrm.hub.core.licence.LicenceLimits;
import ru.fitcrm.hub.core.platform.Listing;

/** Who works in a club. */
@RestController
@RequestMapping("/api/v1/clubs/{club}/employees")
@Tag(name = "employees")
final class EmployeesApi {

  private final ClubStaff staff;
  private final LicenceLimits limits;
  private final MergePatch patches;
  private final AnswerSettings<Employee> answer;

  EmployeesApi(ClubStaff staff, LicenceLimits limits, MergePatch patches, SettingsAudit audit) {
    this.staff = staff;
    this.limits = limits;
    this.patches = patches;
    this.answer =
        new AnswerSettings<>(
            new SettingsKind<>(
                "employee",
                "employees",
                Employee::id,
                Employee::version,
                staff::get,
                staff::remove),
            audit);
  }

  @GetMapping
  Listing<Employee> list(
      InClub club,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable Integer limit) {
    return answer.page(club, cursor, limit, staff::list);
  }

  @ForAdmins
  @PostMapping
  ResponseEntity<Employee> add(InClub club, @RequestBody EmployeeEdit request) {
    return answer.add(
        club,
        () -> {
          limits.requireRoomForUser();
          return staff.add(request, club.region());
        });
  }

  @GetMapping("/{id}")
  ResponseEntity<Employee> get(InClub club, @PathVariable long id) {
    return answer.get(club, id);
  }

  @ForAdmins
  @PutMapping("/{id}")
  ResponseEntity<Employee> change(
      InClub club,
      @PathVariable long id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @RequestBody EmployeeEdit request) {
    return answer.change(
        club, id, ifMatch, version -> staff.update(id, request, club.region(), version));
  }

  /** One's own {@code available} is everybody's to switch, all else the administrators'. */
  @PatchMapping(
      path = "/{id}",
      consumes = {MergePatch.TYPE, MediaType.APPLICATION_JSON_VALUE})
  ResponseEntity<Employee> patch(
      InClub club,
      @PathVariable long id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @RequestBody ObjectNode patch) {
    boolean ownSwitch =
        club.who().mayPlan(id) && patch.size() == 1 && patch.hasNonNull("available");
    if (!ownSwitch && !club.who().mayAdminister()) {
      throw new AccessDeniedException(
          "Only available of oneself may be switched: all else needs the role CLUB_ADMIN");
    }
    return answer.change(
        club,
        id,
        ifMatch,
        version ->
            staff.update(
                id,
                patches.apply(staff.get(id).edit(), patch, EmployeeEdit.class),
                club.region(),
                version));
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
