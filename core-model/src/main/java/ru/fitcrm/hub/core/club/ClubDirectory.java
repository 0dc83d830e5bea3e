package ru.fitcrm.hub.core.club;

import java.util.List;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.platform.Conflict;
import ru.fitcrm.hub.core.platform.NotFound;
import ru.fitcrm.hub.core.platform.PageRequest;
import ru.fitcrm.hub.core.platform.StaleVersion;

/** All clubs of this hub. */
public final class ClubDirectory {

  private static final String COLUMNS =
      "id, slug, name, region, timezone, active, leads_to_system, version";
  private static final String INSERT_CLUB =
      """
      insert into club (slug, name, region, timezone)
      values (:slug, :name, :region, :timezone)
      returning id""";
  private static final String UPDATE_CLUB =
      """
      update club
         set slug = :slug, name = :name, region = :region, timezone = :timezone, version = version + 1
       where id = :id and version = :version""";

  private final ClubGate gate;
  private final JdbcClient jdbc;
  private final List<FurnishClub> furnishers;

  /**
   * @param furnishers what a new club starts with, run in the transaction that makes it
   */
  ClubDirectory(ClubGate gate, JdbcClient jdbc, List<FurnishClub> furnishers) {
    this.gate = gate;
    this.jdbc = jdbc;
    this.furnishers = List.copyOf(furnishers);
  }

  /** Makes a club and furnishes it: licence, statuses, rules. */
  public Club create(ClubEdit edit) {
    ClubEdit complete = edit.complete();
    try {
      return gate.asPlatform(() -> insert(complete));
    } catch (DuplicateKeyException e) {
      throw slugTaken(complete, e);
    }
  }

  private Club insert(ClubEdit edit) {
    long id = jdbc.sql(INSERT_CLUB).paramSource(edit).query(Long.class).single();
    // What furnishes the club writes by the column default, as if the gate were the club's.
    jdbc.sql("select set_config('hub.club', :id, true)")
        .param("id", Long.toString(id))
        .query(String.class)
        .single();
    furnishers.forEach(furnisher -> furnisher.furnish(new ClubId(id)));
    return read(id).orElseThrow();
  }

  /**
   * @param idOrSlug a number is an id, anything else a slug
   */
  public Optional<Club> find(String idOrSlug) {
    String where = idOrSlug.matches("[0-9]{1,18}") ? "id = cast(:key as bigint)" : "slug = :key";
    return gate.asPlatform(
        () ->
            jdbc.sql("select " + COLUMNS + " from club where " + where)
                .param("key", idOrSlug)
                .query(Club.class)
                .optional());
  }

  public Club get(ClubId club) {
    return gate.asPlatform(() -> read(club.value()))
        .orElseThrow(() -> NotFound.anywhere("club", club));
  }

  /** The club whose gate is open. */
  public Club here() {
    return jdbc.sql("select " + COLUMNS + " from club where id = hub_club()")
        .query(Club.class)
        .single();
  }

  /** Clubs by id; one more than the limit, so that the caller sees whether it goes on. */
  public List<Club> list(PageRequest page) {
    return gate.asPlatform(
        () ->
            jdbc.sql("select " + COLUMNS + " from club where id > :after order by id limit :rows")
                .param("after", page.after())
                .param("rows", page.limit() + 1)
                .query(Club.class)
                .list());
  }

  /**
   * @param version the version the caller read
   */
  public Club update(ClubId club, ClubEdit edit, long version) {
    ClubEdit complete = edit.complete();
    try {
      return gate.asPlatform(() -> change(club, complete, version));
    } catch (DuplicateKeyException e) {
      throw slugTaken(complete, e);
    }
  }

  /**
   * Says when leads are given to the club's system. Those put to be given before are as they were.
   */
  public Club giveLeads(ClubId club, LeadsToSystem when) {
    return gate.asPlatform(
        () -> {
          jdbc.sql("update club set leads_to_system = :when, version = version + 1 where id = :id")
              .param("when", when.name())
              .param("id", club.value())
              .update();
          return read(club.value()).orElseThrow(() -> NotFound.anywhere("club", club));
        });
  }

  /** Switches a club off, which keeps its data, or on again. Superadmins only. */
  public Club activate(ClubId club, boolean active) {
    return gate.asPlatform(
        () -> {
          jdbc.sql("update club set active = :active, version = version + 1 where id = :id")
              .param("active", active)
              .param("id", club.value())
              .update();
          return read(club.value()).orElseThrow(() -> NotFound.anywhere("club", club));
        });
  }

  private Club change(ClubId club, ClubEdit edit, long version) {
    int changed =
        jdbc.sql(UPDATE_CLUB)
            .param("name", edit.name())
            .param("slug", edit.slug())
            .param("region", edit.region())
            .param("timezone", edit.timezone())
            .param("id", club.value())
            .param("version", version)
            .update();
    Club now = read(club.value()).orElseThrow(() -> NotFound.anywhere("club", club));
    if (changed == 0) {
      throw new StaleVersion("club", club, version, now.version());
    }
    return now;
  }

  private Optional<Club> read(long id) {
    return jdbc.sql("select " + COLUMNS + " from club where id = :id")
        .param("id", id)
        .query(Club.class)
        .optional();
  }

  private static Conflict slugTaken(ClubEdit edit, DuplicateKeyException cause) {
    return new Conflict("slug.taken", "slug " + edit.slug() + " is taken: choose another", cause);
  }
}
