package ru.fitcrm.hub.config.console.schedule;

import jakarta.servlet.http.HttpServletResponse;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import ru.fitcrm.hub.config.console.Visit;
import ru.fitcrm.hub.core.audit.AuditLog;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.club.ClubStaff;
import ru.fitcrm.hub.core.club.Employee;
import ru.fitcrm.hub.core.club.EmployeeEdit;
import ru.fitcrm.hub.core.platform.Conflict;
import ru.fitcrm.hub.core.platform.InvalidInput;
import ru.fitcrm.hub.core.platform.StaleVersion;
import ru.fitcrm.hub.core.shift.ShiftEdit;
import ru.fitcrm.hub.core.shift.WorkHours;
import ru.fitcrm.hub.core.shift.WorkShift;

/**
 * The page «График работы»: a click on a day opens its hours. Everybody's own; an administrator
 * chooses whose.
 */
@Controller
class SchedulePage {

  private final ClubGate gate;
  private final ReadSchedule read;
  private final WorkHours hours;
  private final ClubStaff staff;
  private final AuditLog audit;

  SchedulePage(ClubGate gate, ReadSchedule read, WorkHours hours, ClubStaff staff, AuditLog audit) {
    this.gate = gate;
    this.read = read;
    this.hours = hours;
    this.staff = staff;
    this.audit = audit;
  }

  /**
   * What the page shows, as its address or form says.
   *
   * @param day the day whose hours are open
   */
  record Shown(
      @Nullable Long employee,
      @DateTimeFormat(pattern = "yyyy-MM") @Nullable YearMonth month,
      @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate day) {

    YearMonth month(LocalDate today) {
      LocalDate opened = day;
      if (month != null) {
        return month;
      }
      return YearMonth.from(opened == null ? today : opened);
    }
  }

  @GetMapping("/{club}/schedule")
  String show(Visit visit, Shown shown, Model model) {
    return page(visit, shown, null, model, "schedule");
  }

  /** The calendar alone, for a page that waits for 1C. */
  @GetMapping("/{club}/schedule/month")
  String month(Visit visit, Shown shown, Model model) {
    return page(visit, shown, null, model, "month");
  }

  /** How far one change is on its way to 1C, for a page that waits for it. */
  @GetMapping("/{club}/schedule/shifts/{id}/state")
  String state(Visit visit, @PathVariable long id, Model model) {
    WorkShift shift = gate.inClub(visit.club().clubId(), () -> hours.get(id));
    requireMayPlan(visit, shift.employeeId());
    model.addAttribute("shift", shift);
    Shown shown = new Shown(shift.employeeId(), null, shift.date());
    return page(visit, shown, null, model, "state");
  }

  @PostMapping("/{club}/schedule/shifts")
  String add(
      Visit visit,
      Shown shown,
      @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.TIME)
          @Nullable LocalTime start,
      @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.TIME)
          @Nullable LocalTime end,
      Model model,
      HttpServletResponse response) {
    requireMayPlan(visit, shown.employee());
    ShiftEdit edit = new ShiftEdit(shown.employee(), shown.day(), start, end);
    model.addAttribute("typed", edit);
    return act(visit, shown, "work-shift.added", () -> hours.add(edit).id(), model, response);
  }

  @PostMapping("/{club}/schedule/shifts/{id}")
  String change(
      Visit visit,
      Shown shown,
      @PathVariable long id,
      @RequestParam long version,
      @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.TIME)
          @Nullable LocalTime start,
      @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.TIME)
          @Nullable LocalTime end,
      Model model,
      HttpServletResponse response) {
    LongSupplier change =
        () -> {
          ShiftEdit now = own(visit, id);
          ShiftEdit edit = new ShiftEdit(now.employeeId(), now.date(), start, end);
          return hours.change(id, edit, version).id();
        };
    return act(visit, shown, "work-shift.updated", change, model, response);
  }

  @PostMapping("/{club}/schedule/shifts/{id}/remove")
  String remove(
      Visit visit,
      Shown shown,
      @PathVariable long id,
      @RequestParam long version,
      Model model,
      HttpServletResponse response) {
    LongSupplier remove =
        () -> {
          ShiftEdit unused = own(visit, id);
          hours.remove(id, version);
          return id;
        };
    return act(visit, shown, "work-shift.removed", remove, model, response);
  }

  @PostMapping("/{club}/schedule/available")
  String available(
      Visit visit,
      Shown shown,
      @RequestParam long employee,
      @RequestParam(defaultValue = "false") boolean available,
      Model model,
      HttpServletResponse response) {
    requireMayPlan(visit, employee);
    LongSupplier change =
        () -> {
          Employee now = staff.get(employee);
          EmployeeEdit edit =
              new EmployeeEdit(
                  now.name(), now.phone(), now.extension(), now.role(), now.branchId(), available);
          return staff.update(employee, edit, visit.club().region(), now.version()).id();
        };
    return act(visit, shown, "employee.updated", change, model, response);
  }

  private String act(
      Visit visit,
      Shown shown,
      String what,
      LongSupplier work,
      Model model,
      HttpServletResponse response) {
    String wrong = null;
    try {
      gate.runInClub(
          visit.club().clubId(),
          () -> {
            String thing = what.substring(0, what.indexOf('.'));
            audit.write(visit.user().name(), what, thing, work.getAsLong(), Map.of());
          });
    } catch (InvalidInput bad) {
      wrong = visit.say().textOr(bad.code(), bad.code());
    } catch (Conflict bad) {
      wrong = visit.say().textOr(bad.code(), bad.code());
    } catch (StaleVersion changed) {
      wrong = visit.say().text("shift.changed");
    }
    if (wrong != null) {
      response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
    } else {
      model.addAttribute("saved", true);
    }
    return page(visit, shown, wrong, model, "schedule");
  }

  private String page(Visit visit, Shown shown, @Nullable String wrong, Model model, String part) {
    YearMonth month = shown.month(visit.say().today());
    ScheduleView view =
        gate.inClub(
            visit.club().clubId(), () -> read.read(visit, shown.employee(), month, shown.day()));
    model.addAttribute("view", view);
    model.addAttribute("wrong", wrong);
    if (wrong == null || !model.containsAttribute("typed")) {
      model.addAttribute("typed", new ShiftEdit(null, null, null, null));
    }
    return Boolean.TRUE.equals(model.getAttribute("partly"))
        ? "console/schedule-parts :: " + part
        : "console/schedule";
  }

  /** The hours as they stand, of somebody whose hours the visitor may write. */
  private ShiftEdit own(Visit visit, long id) {
    ShiftEdit now = hours.get(id).edit();
    requireMayPlan(visit, now.employeeId());
    return now;
  }

  private static void requireMayPlan(Visit visit, @Nullable Long employee) {
    if (!visit.user().mayPlan(employee)) {
      throw new AccessDeniedException("Others' hours are the administrator's");
    }
  }
}
