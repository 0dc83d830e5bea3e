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
import ru.fitcrm.hub.core.club.ClubStaff;
import ru.fitcrm.hub.core.club.Employee;
import ru.fitcrm.hub.core.club.EmployeeEdit;
import ru.fitcrm.hub.core.platform.Listing;
import ru.fitcrm.hub.core.platform.PageRequest;

/** Who works in a club. */
@RestController
@RequestMapping("/api/v1/clubs/{club}/employees")
@Tag(name = "employees")
final class EmployeesApi {

  private static final String ENTITY = "employee";

  private final ClubStaff staff;
  private final SettingsAudit audit;

  EmployeesApi(ClubStaff staff, SettingsAudit audit) {
    this.staff = staff;
    this.audit = audit;
  }

  @GetMapping
  Listing<Employee> list(
      InClub club,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable Integer limit) {
    PageRequest page = PageRequest.of(cursor, limit);
    return Answers.page(club.in(() -> staff.list(page)), page, Employee::id);
  }

  @ForAdmins
  @PostMapping
  ResponseEntity<Employee> add(InClub club, @RequestBody EmployeeEdit request) {
    Employee made =
        club.in(
            () -> {
              Employee added = staff.add(request, club.region());
              audit.added(club, ENTITY, added.id());
              return added;
            });
    return Answers.made(club.path() + "/employees/" + made.id(), made, made.version());
  }

  @GetMapping("/{id}")
  ResponseEntity<Employee> get(InClub club, @PathVariable long id) {
    return shown(club.in(() -> staff.get(id)));
  }

  @ForAdmins
  @PutMapping("/{id}")
  ResponseEntity<Employee> change(
      InClub club,
      @PathVariable long id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @RequestBody EmployeeEdit request) {
    return shown(
        IfMatch.of(ifMatch)
            .change(
                club,
                () -> staff.get(id).version(),
                version -> {
                  Employee changed = staff.update(id, request, club.region(), version);
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
            () -> staff.get(id).version(),
            () -> {
              staff.remove(id);
              audit.removed(club, ENTITY, id);
            });
    return Answers.gone();
  }

  private static ResponseEntity<Employee> shown(Employee thing) {
    return Answers.one(thing, thing.version());
  }
}
