package ru.fitcrm.hub.core.club;

import java.util.List;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.platform.Conflict;
import ru.fitcrm.hub.core.platform.NotFound;
import ru.fitcrm.hub.core.platform.PageRequest;
import ru.fitcrm.hub.core.platform.StaleVersion;

/** The employees of a club. Every call runs inside the club's gate. */
public final class ClubStaff {

  private static final String COLUMNS =
      "id, name, phone, extension, role, branch_id, available, version";
  private static final String INSERT_EMPLOYEE =
      """
      insert into employee (name, phone, extension, role, branch_id, available)
      values (:name, :phone, :extension, :role, :branchId, coalesce(cast(:available as boolean), true))
      returning id""";
  private static final String UPDATE_EMPLOYEE =
      """
      update employee
         set name = :name, phone = :phone, extension = :extension, role = :role,
             branch_id = :branchId, available = coalesce(cast(:available as boolean), available), version = version + 1
       where id = :id and version = :version""";

  private final JdbcClient jdbc;

  ClubStaff(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  public Employee add(EmployeeEdit edit, String region) {
    EmployeeEdit complete = edit.complete(region);
    try {
      return get(bind(INSERT_EMPLOYEE, complete).query(Long.class).single());
    } catch (DuplicateKeyException e) {
      throw extensionTaken(complete, e);
    }
  }

  public Employee update(long id, EmployeeEdit edit, String region, long version) {
    EmployeeEdit complete = edit.complete(region);
    try {
      int changed =
          bind(UPDATE_EMPLOYEE, complete).param("id", id).param("version", version).update();
      Employee now = get(id);
      if (changed == 0) {
        throw new StaleVersion("employee", id, version, now.version());
      }
      return now;
    } catch (DuplicateKeyException e) {
      throw extensionTaken(complete, e);
    }
  }

  public void remove(long id) {
    if (jdbc.sql("delete from employee where id = :id").param("id", id).update() == 0) {
      throw new NotFound("employee", id);
    }
  }

  public Employee get(long id) {
    return find(id).orElseThrow(() -> new NotFound("employee", id));
  }

  public Optional<Employee> find(long id) {
    return jdbc.sql("select " + COLUMNS + " from employee where id = :id")
        .param("id", id)
        .query(Employee.class)
        .optional();
  }

  public List<Employee> list(PageRequest page) {
    return jdbc.sql(
            "select " + COLUMNS + " from employee where id > :after order by id limit :rows")
        .param("after", page.after())
        .param("rows", page.limit() + 1)
        .query(Employee.class)
        .list();
  }

  private JdbcClient.StatementSpec bind(String sql, EmployeeEdit edit) {
    return jdbc.sql(sql)
        .param("name", edit.name())
        .param("phone", edit.phone())
        .param("extension", edit.extension())
        .param("role", String.valueOf(edit.role()))
        .param("branchId", edit.branchId())
        .param("available", edit.available());
  }

  private static Conflict extensionTaken(EmployeeEdit edit, DuplicateKeyException cause) {
    return new Conflict(
        "extension.taken",
        "extension " + edit.extension() + " belongs to another employee: free it first",
        cause);
  }
}
