package ru.fitcrm.hub.config.console.employee;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import ru.fitcrm.hub.config.console.ClubPeople;
import ru.fitcrm.hub.config.console.Visit;
import ru.fitcrm.hub.core.audit.AuditLog;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.club.ClubStaff;
import ru.fitcrm.hub.core.club.Employee;
import ru.fitcrm.hub.core.club.Role;
import ru.fitcrm.hub.core.licence.LicenceLimits;
import ru.fitcrm.hub.core.platform.Conflict;
import ru.fitcrm.hub.core.platform.InvalidInput;
import ru.fitcrm.hub.core.platform.StaleVersion;

/** The page «Сотрудники», and one's form. For administrators. */
@Controller
class EmployeesPage {

  private static final String ENTITY = "employee";
  private static final List<Role> ROLES =
      Arrays.stream(Role.values()).filter(role -> role != Role.SUPERADMIN).toList();

  private final ClubGate gate;
  private final ClubStaff staff;
  private final ClubPeople.Read people;
  private final LicenceLimits limits;
  private final AuditLog audit;

  EmployeesPage(
      ClubGate gate,
      ClubStaff staff,
      ClubPeople.Read people,
      LicenceLimits limits,
      AuditLog audit) {
    this.gate = gate;
    this.staff = staff;
    this.people = people;
    this.limits = limits;
    this.audit = audit;
  }

  @GetMapping("/{club}/employees")
  String list(Visit visit, Model model) {
    visit.requireAdmin();
    model.addAttribute("people", in(visit, people::now));
    return "console/employees";
  }

  @GetMapping("/{club}/employees/new")
  String add(Visit visit, Model model) {
    visit.requireAdmin();
    return form(visit, null, EmployeeForm.empty(), model);
  }

  @GetMapping("/{club}/employees/{id}")
  String edit(Visit visit, @PathVariable long id, Model model) {
    visit.requireAdmin();
    return form(visit, id, EmployeeForm.of(in(visit, () -> staff.get(id))), model);
  }

  @PostMapping("/{club}/employees")
  String added(Visit visit, EmployeeForm typed, Model model, HttpServletResponse response) {
    visit.requireAdmin();
    return saved(visit, null, typed, () -> add(visit, typed), model, response);
  }

  @PostMapping("/{club}/employees/{id}")
  String changed(
      Visit visit,
      @PathVariable long id,
      EmployeeForm typed,
      Model model,
      HttpServletResponse response) {
    visit.requireAdmin();
    return saved(visit, id, typed, () -> change(visit, id, typed), model, response);
  }

  private Employee add(Visit visit, EmployeeForm typed) {
    limits.requireRoomForUser();
    Employee made = staff.add(typed.edit(), visit.club().region());
    note(visit, "added", made);
    return made;
  }

  private Employee change(Visit visit, long id, EmployeeForm typed) {
    Employee now = staff.update(id, typed.edit(), visit.club().region(), typed.version());
    note(visit, "updated", now);
    return now;
  }

  private void note(Visit visit, String what, Employee one) {
    audit.write(visit.user().name(), ENTITY + "." + what, ENTITY, one.id(), Map.of());
  }

  /** Back to the list, or to the form with what is wrong in it. */
  private String saved(
      Visit visit,
      @Nullable Long id,
      EmployeeForm typed,
      Supplier<Employee> save,
      Model model,
      HttpServletResponse response) {
    try {
      return "redirect:" + visit.at("/employees?saved=" + in(visit, save).id());
    } catch (StaleVersion meanwhile) {
      response.setStatus(HttpStatus.CONFLICT.value());
      model.addAttribute("wrong", visit.say().text("staff.changed-meanwhile"));
      return form(visit, id, typed.against(in(visit, () -> staff.get(now(id)))), model);
    } catch (Conflict taken) {
      response.setStatus(HttpStatus.CONFLICT.value());
      model.addAttribute("wrong", visit.say().textOr("staff.wrong." + taken.code(), taken.code()));
    } catch (InvalidInput wrong) {
      response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
      model.addAttribute("wrongField", wrong.field());
      model.addAttribute("wrong", text(visit, wrong));
    }
    return form(visit, id, typed, model);
  }

  private static long now(@Nullable Long id) {
    return id == null ? 0 : id;
  }

  /** What is wrong, with the name of its field before it. */
  private static String text(Visit visit, InvalidInput wrong) {
    return visit.say().textOr("staff.field." + wrong.field(), wrong.field())
        + ": "
        + visit.say().textOr(wrong.code(), String.valueOf(wrong.getMessage()));
  }

  private String form(Visit visit, @Nullable Long id, EmployeeForm form, Model model) {
    model.addAttribute("id", id);
    model.addAttribute("form", form);
    model.addAttribute("roles", ROLES);
    model.addAttribute("people", in(visit, people::now));
    return "console/employee-form";
  }

  private <T> T in(Visit visit, Supplier<T> work) {
    return gate.inClub(visit.club().clubId(), work);
  }
}
