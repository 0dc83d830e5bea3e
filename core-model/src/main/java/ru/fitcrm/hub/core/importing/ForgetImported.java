package ru.fitcrm.hub.core.importing;

import java.util.LinkedHashSet;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.connection.ConnectionId;
import ru.fitcrm.hub.core.person.ErasedPerson;
import ru.fitcrm.hub.core.person.ForgetPerson;
import ru.fitcrm.hub.core.platform.Columns;
import ru.fitcrm.hub.core.platform.Conflict;

/**
 * Drops the files an erased person may stand in, which is all of the club's: what is in a workbook
 * can't be searched without opening it. Tombstones keep a file brought later from bringing the
 * person back.
 */
final class ForgetImported implements ForgetPerson {

  private static final String GOING =
      "select exists (select 1 from import_file where state in ('CHECKING', 'RUNNING'))";

  private static final String DROP_FILES =
      """
      update import_file f
         set purged_at = now(),
             columns = (select coalesce(jsonb_agg(c || '{"samples": []}' order by n), '[]')
                          from jsonb_array_elements(f.columns) with ordinality as e(c, n))
       where f.purged_at is null""";

  private static final String TOMBSTONES =
      """
      insert into external_ref (connection_id, entity, ref, local_id, erased_at)
      select :files, 'client', r.ref, :id, :now from unnest(cast(:refs as text[])) as r(ref)
      on conflict (club_id, connection_id, entity, ref) do update set erased_at = excluded.erased_at
       where external_ref.local_id = any (:ids)""";

  private final JdbcClient jdbc;

  ForgetImported(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void forget(ErasedPerson person) {
    if (jdbc.sql(GOING).query(Boolean.class).single()) {
      throw new Conflict("import.going", "An import is going on: erase the person when it is done");
    }
    jdbc.sql(DROP_FILES).update();
    jdbc.sql("delete from import_part").update();
    jdbc.sql("delete from import_fault").update();
    jdbc.sql(TOMBSTONES)
        .param("files", ConnectionId.FILES.value())
        .param("id", person.id())
        .param("ids", person.idArray())
        .param("refs", refs(person).toArray(String[]::new))
        .param("now", Columns.at(person.at()))
        .update();
  }

  private static Set<String> refs(ErasedPerson person) {
    Set<String> refs = new LinkedHashSet<>();
    for (String number : person.ownNumbers()) {
      refs.add(FileRef.ofPhone(number, null));
    }
    for (String name : person.names()) {
      person.numbers().forEach(number -> refs.add(FileRef.ofPhone(number, name)));
      refs.add(FileRef.ofName(name, person.email(), person.birthDate()));
    }
    return refs;
  }
}
