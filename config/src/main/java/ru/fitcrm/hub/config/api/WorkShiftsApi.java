package ru.fitcrm.hub.config.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import ru.fitcrm.hub.core.platform.Listing;
import ru.fitcrm.hub.core.platform.PageRequest;
import ru.fitcrm.hub.core.shift.ShiftEdit;
import ru.fitcrm.hub.core.shift.WorkHours;
import ru.fitcrm.hub.core.shift.WorkShift;

/**
 * Employees' work hours. Everybody in the club reads them; one writes one's own, administrators and
 * keys everybody's.
 */
@RestController
@RequestMapping("/api/v1/clubs/{club}/work-shifts")
@Tag(name = "work-shifts")
final class WorkShiftsApi {

  private final WorkHours hours;
  private final MergePatch patches;
  private final AnswerSettings<WorkShift> answer;

  WorkShiftsApi(WorkHours hours, MergePatch patches, SettingsAudit audit) {
    this.hours = hours;
    this.patches = patches;
    this.answer =
        new AnswerSettings<>(
            new SettingsKind<>(
                "work-shift",
                "work-shifts",
                WorkShift::id,
                WorkShift::version,
                hours::get,
                id -> hours.remove(id, hours.get(id).version())),
            audit);
  }

  /**
   * By their beginning.
   *
   * @param from first date, of the club's calendar, they may begin on
   * @param to last date they may begin on
   */
  @GetMapping
  Listing<WorkShift> list(
      InClub club,
      @RequestParam(required = false) @Nullable Long employee,
      @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
          @Nullable LocalDate from,
      @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
          @Nullable LocalDate to,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable Integer limit) {
    PageRequest page = PageRequest.of(cursor, limit);
    List<WorkShift> rows = club.in(() -> hours.list(employee, from, to, page));
    return rows.size() <= page.limit()
        ? new Listing<>(rows, null)
        : new Listing<>(rows.subList(0, page.limit()), Long.toString(page.after() + page.limit()));
  }

  @PostMapping
  ResponseEntity<WorkShift> add(InClub club, @RequestBody ShiftEdit request) {
    requireMayPlan(club, request.employeeId());
    return answer.add(club, () -> hours.add(request));
  }

  @GetMapping("/{id}")
  ResponseEntity<WorkShift> get(InClub club, @PathVariable long id) {
    return answer.get(club, id);
  }

  @PatchMapping(
      path = "/{id}",
      consumes = {MergePatch.TYPE, MediaType.APPLICATION_JSON_VALUE})
  ResponseEntity<WorkShift> change(
      InClub club,
      @PathVariable long id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @RequestBody ObjectNode patch) {
    requireMayPlan(club, id);
    return answer.change(
        club,
        id,
        ifMatch,
        version ->
            hours.change(id, patches.apply(hours.get(id).edit(), patch, ShiftEdit.class), version));
  }

  @DeleteMapping("/{id}")
  ResponseEntity<Void> remove(
      InClub club,
      @PathVariable long id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
    requireMayPlan(club, id);
    return answer.remove(club, id, ifMatch);
  }

  private void requireMayPlan(InClub club, long id) {
    requireMayPlan(club, club.in(() -> hours.get(id)).employeeId());
  }

  private static void requireMayPlan(InClub club, @Nullable Long employee) {
    if (!club.who().mayPlan(employee)) {
      throw new AccessDeniedException(
          "Work hours of others are the club administrator's: this needs the role CLUB_ADMIN");
    }
  }
}
