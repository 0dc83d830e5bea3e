package ru.fitcrm.hub.core.club;

import java.util.List;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.platform.Conflict;
import ru.fitcrm.hub.core.platform.NotFound;
import ru.fitcrm.hub.core.platform.PageRequest;
import ru.fitcrm.hub.core.platform.StaleVersion;

/** The branches of a club. Every call runs inside the club's gate. */
public final class Branches {

  private static final String COLUMNS = "id, name, address, version";

  private final JdbcClient jdbc;

  Branches(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  public Branch add(BranchEdit edit) {
    BranchEdit complete = edit.complete();
    try {
      return get(
          jdbc.sql("insert into branch (name, address) values (:name, :address) returning id")
              .paramSource(complete)
              .query(Long.class)
              .single());
    } catch (DuplicateKeyException e) {
      throw nameTaken(complete, e);
    }
  }

  public Branch update(long id, BranchEdit edit, long version) {
    BranchEdit complete = edit.complete();
    try {
      int changed =
          jdbc.sql(
                  """
                  update branch set name = :name, address = :address, version = version + 1
                   where id = :id and version = :version""")
              .param("name", complete.name())
              .param("address", complete.address())
              .param("id", id)
              .param("version", version)
              .update();
      Branch now = get(id);
      if (changed == 0) {
        throw new StaleVersion("branch", id, version, now.version());
      }
      return now;
    } catch (DuplicateKeyException e) {
      throw nameTaken(complete, e);
    }
  }

  public void remove(long id) {
    try {
      if (jdbc.sql("delete from branch where id = :id").param("id", id).update() == 0) {
        throw new NotFound("branch", id);
      }
    } catch (DataIntegrityViolationException e) {
      throw new Conflict(
          "branch.used", "branch " + id + " still has clients, tasks, employees or connections", e);
    }
  }

  public Branch get(long id) {
    return jdbc.sql("select " + COLUMNS + " from branch where id = :id")
        .param("id", id)
        .query(Branch.class)
        .optional()
        .orElseThrow(() -> new NotFound("branch", id));
  }

  public List<Branch> list(PageRequest page) {
    return jdbc.sql("select " + COLUMNS + " from branch where id > :after order by id limit :rows")
        .param("after", page.after())
        .param("rows", page.limit() + 1)
        .query(Branch.class)
        .list();
  }

  private static Conflict nameTaken(BranchEdit edit, DuplicateKeyException cause) {
    return new Conflict("name.taken", "a branch named " + edit.name() + " exists already", cause);
  }
}
