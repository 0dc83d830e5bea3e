package ru.fitcrm.hub.core.sync;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import ru.fitcrm.hub.core.sync.EntityTable.Column;
import ru.fitcrm.hub.core.sync.EntityTable.Derived;

/**
 * The statements that merge one entity's staged rows. Lookups are lateral with an offset, which the
 * planner may not turn into a join: each is a probe of a unique index, whatever it believes of a
 * table that was never analyzed.
 */
final class MergeSql {

  private static final String STAGE =
      """
      create temporary table sync_{entity} (
        ref text storage plain collate "C", version bigint, hash bigint,
        owner_ref text storage plain collate "C", bare boolean, {told}
      ) on commit delete rows""";

  private static final String CHANGE =
      """
      create temporary table sync_{entity}_change (
        id bigint, known boolean, same boolean, row_version bigint, ref text storage plain collate "C", version bigint,
        hash bigint, owner_id bigint, {all}
      ) on commit delete rows""";

  /**
   * Of a history rows are new, and nobody wants to know what was before: they go where they belong
   * at once, unless one is known after all. Those without an owner are left to {@link #FIND}.
   */
  private static final String INSERT_AT_ONCE =
      """
      insert into {table} (club_id, id, connection_id, ref, {owner}, {columns}, source_version, source_hash)
      select :club, nextval('{table}_id'), :connection, s.ref, r.local_id, {new_values}, s.version, s.hash
        from sync_{entity} s
        left join (select * from {table} where false) t on true
        {owners}
       where not s.bare and {owned}""";

  private static final String OWNER_EACH =
      "left join lateral (select o.local_id from ({owner_sql}) o offset 0) r on true";

  /** To look up ten thousand by themselves takes longer than to write them. */
  private static final String OWNERS_ALL =
      """
      left join (
          select ref as owner_ref, local_id from external_ref
           where connection_id = :connection and entity = 'client' offset 0) r on r.owner_ref = s.owner_ref""";

  /** One of the first is enough to see that these are not new. */
  private static final String SOME_KNOWN =
      """
      select exists (
        select 1 from {table} where connection_id = :connection
           and ref = any (array(select ref from sync_{entity} limit 10)))""";

  private static final String FIND =
      """
      with found as (
        insert into sync_{entity}_change
          (id, known, same, row_version, ref, version, hash, owner_id, {columns}{was})
        select coalesce(t.id, case when {owned} then nextval('{table}_id') end), t.id is not null,
               t.source_hash is not distinct from s.hash, coalesce(t.version, 0) + 1, s.ref,
               coalesce(s.version, t.source_version), s.hash,
               case when s.bare then t.{owner} else r.local_id end,
               {values}{was_values}
          from sync_{entity} s
          left join lateral (
            select * from {table} k where k.connection_id = :connection and k.ref = s.ref offset 0) t on true
          left join lateral (
            select o.local_id from ({owner_sql}) o
             where t.source_hash is distinct from s.hash offset 0) r on true
         where case when t.id is null then not s.bare
                    else coalesce(s.version >= t.source_version, true) and not ({kept})
                         and (s.hash <> t.source_hash
                              or coalesce(s.version > coalesce(t.source_version, -1), false)) end
        returning known, same, owner_id
      )
      select count(*) filter (where not known and {has_owner}) as added,
             count(*) filter (where known and not same and {has_owner}) as altered,
             count(*) filter (where known and same) as touched,
             count(*) filter (where not same and not {has_owner}) as waiting
        from found""";

  private static final String INSERT =
      """
      insert into {table} (club_id, id, connection_id, ref, {owner}, {columns}, source_version, source_hash)
      select :club, c.id, :connection, c.ref, c.owner_id, {c_columns}, c.version, c.hash
        from sync_{entity}_change c
       where not c.known and {c_has_owner}""";

  private static final String UPDATE =
      """
      update {table} t
         set {owner} = c.owner_id, {sets}, source_version = c.version, source_hash = c.hash,
             version = c.row_version
        from sync_{entity}_change c
       where t.connection_id = :connection
         and t.ref = any (array(select ref from sync_{entity}_change where known and not same))
         and t.ref = c.ref and c.known and not c.same and {c_has_owner}""";

  /**
   * Told again under a higher version: remembered, so that an older one told late is known as such.
   */
  private static final String TOUCH =
      """
      update {table} t set source_version = c.version
        from sync_{entity}_change c
       where t.connection_id = :connection
         and t.ref = any (array(select ref from sync_{entity}_change where known and same))
         and t.ref = c.ref and c.known and c.same""";

  private static final String WAITING =
      "select ref from sync_{entity}_change where not same and owner_id is null";

  private final EntityTable table;

  MergeSql(EntityTable table) {
    this.table = table;
  }

  List<String> stagingTables() {
    String told = list(table.told(), MergeSql::definition);
    String all =
        Stream.of(
                table.told().stream(),
                table.derived().stream().map(d -> new Column(d.name(), d.type())),
                table.was().stream().map(c -> new Column("was_" + c.name(), c.type())))
            .flatMap(columns -> columns)
            .map(MergeSql::definition)
            .collect(Collectors.joining(", "));
    String word = table.entity().word();
    return List.of(
        STAGE.replace("{entity}", word).replace("{told}", told),
        CHANGE.replace("{entity}", word).replace("{all}", all));
  }

  private static String definition(Column column) {
    boolean stretches = column.type().equals("text") || column.type().startsWith("numeric");
    return column.name() + " " + column.type() + (stretches ? " storage plain" : "");
  }

  /**
   * Fails if a row is known.
   *
   * @param allOwners reads all the owners there are instead of each row's
   */
  String insertAtOnce(boolean allOwners) {
    return fill(INSERT_AT_ONCE.replace("{owners}", allOwners ? OWNERS_ALL : OWNER_EACH));
  }

  String someKnown() {
    return fill(SOME_KNOWN);
  }

  String find() {
    return fill(FIND);
  }

  String insert() {
    return fill(INSERT);
  }

  String update() {
    return fill(UPDATE);
  }

  String touch() {
    return fill(TOUCH);
  }

  String waiting() {
    return fill(WAITING);
  }

  private String fill(String template) {
    return template
        .replace("{entity}", table.entity().word())
        .replace("{table}", table.table())
        .replace("{owner}", table.owner())
        .replace("{owner_sql}", table.ownerSql())
        .replace("{kept}", table.kept())
        .replace("{owned}", table.ownerNeeded() ? "r.local_id is not null" : "true")
        .replace("{has_owner}", table.ownerNeeded() ? "owner_id is not null" : "true")
        .replace("{c_has_owner}", table.ownerNeeded() ? "c.owner_id is not null" : "true")
        .replace("{columns}", names(""))
        .replace("{c_columns}", names("c."))
        .replace("{sets}", sets())
        .replace("{values}", values(this::value))
        .replace("{new_values}", values(this::newValue))
        .replace("{was}", after(list(table.was(), column -> "was_" + column.name())))
        .replace("{was_values}", after(list(table.was(), column -> "t." + column.name())));
  }

  private String names(String prefix) {
    return Stream.concat(
            table.told().stream().map(Column::name), table.derived().stream().map(Derived::name))
        .map(name -> prefix + name)
        .collect(Collectors.joining(", "));
  }

  private String sets() {
    return Stream.concat(
            table.told().stream().map(Column::name), table.derived().stream().map(Derived::name))
        .map(name -> name + " = c." + name)
        .collect(Collectors.joining(", "));
  }

  private String values(Function<Column, String> value) {
    String told = list(table.told(), value);
    return told + after(list(table.derived(), Derived::sql));
  }

  /** Of a row of which only the deletion was told, the rest stays. */
  private String value(Column column) {
    boolean always = column.name().equals("deleted") || isEndedByDeletion(column);
    return always
        ? newValue(column)
        : "case when s.bare then t." + column.name() + " else s." + column.name() + " end";
  }

  private String newValue(Column column) {
    return isEndedByDeletion(column)
        ? "case when s.deleted then '" + table.whenDeleted() + "' else s.status end"
        : "s." + column.name();
  }

  private boolean isEndedByDeletion(Column column) {
    return column.name().equals("status") && !table.whenDeleted().isEmpty();
  }

  private static <T> String list(List<T> columns, Function<T, String> name) {
    return columns.stream().map(name).collect(Collectors.joining(", "));
  }

  private static String after(String columns) {
    return columns.isEmpty() ? "" : ", " + columns;
  }
}
