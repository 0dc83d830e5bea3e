package ru.fitcrm.hub.config.console;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import ru.fitcrm.hub.core.access.UserAccounts;
import ru.fitcrm.hub.core.board.TaskStatus;
import ru.fitcrm.hub.core.board.TaskStatuses;
import ru.fitcrm.hub.core.club.Branch;
import ru.fitcrm.hub.core.club.Branches;
import ru.fitcrm.hub.core.club.ClubStaff;
import ru.fitcrm.hub.core.club.Employee;
import ru.fitcrm.hub.core.platform.PageRequest;

/**
 * What one chooses from on a club's pages: branches, employees, statuses of cards.
 *
 * @param authors e-mail of a user → name of the employee who logs in with it
 */
public record ClubPeople(
    List<Branch> branches,
    List<Employee> employees,
    List<TaskStatus> statuses,
    Map<String, String> authors) {

  /** Who wrote something: an employee by name, others as they log in. */
  public String author(String login) {
    return authors.getOrDefault(login, login);
  }

  public @Nullable String employee(@Nullable Long id) {
    return employees.stream()
        .filter(one -> Objects.equals(one.id(), id))
        .map(Employee::name)
        .findFirst()
        .orElse(null);
  }

  /** The phone of an employee, null if they have none or it is nobody. */
  public @Nullable String extension(@Nullable Long employeeId) {
    return employees.stream()
        .filter(one -> Objects.equals(one.id(), employeeId))
        .map(Employee::extension)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  /** Who answers a phone, else the phone itself. */
  public String atPhone(String extension) {
    return employees.stream()
        .filter(one -> extension.equals(one.extension()))
        .map(Employee::name)
        .findFirst()
        .orElse(extension);
  }

  public @Nullable String branch(@Nullable Long id) {
    return branches.stream()
        .filter(one -> Objects.equals(one.id(), id))
        .map(Branch::name)
        .findFirst()
        .orElse(null);
  }

  public @Nullable String status(@Nullable Long id) {
    return statuses.stream()
        .filter(one -> Objects.equals(one.id(), id))
        .map(TaskStatus::name)
        .findFirst()
        .orElse(null);
  }

  /** Reads them; runs inside the club's gate. */
  @Component
  public static class Read {

    private static final PageRequest ALL = new PageRequest(0, PageRequest.MAX_LIMIT);

    private final Branches branches;
    private final ClubStaff staff;
    private final TaskStatuses statuses;
    private final UserAccounts users;

    Read(Branches branches, ClubStaff staff, TaskStatuses statuses, UserAccounts users) {
      this.branches = branches;
      this.staff = staff;
      this.statuses = statuses;
      this.users = users;
    }

    public ClubPeople now() {
      return new ClubPeople(
          branches.list(ALL), staff.list(ALL), statuses.list(), users.employeeNames());
    }
  }
}
