package ru.fitcrm.hub.core.retention;

import java.time.Instant;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.platform.Columns;

/** Rows of a club that are removed once they are old. */
public final class OldRows implements PastTerm {

  private final JdbcClient jdbc;
  private final String name;
  private final Function<Terms, Instant> term;
  private final String old;
  private final String remove;

  /**
   * @param term which of the terms is theirs
   * @param old a select of the rows from before {@code :before}, the oldest first
   * @param remove removes what is left of {@code {old}}, a slice of them, held for update
   */
  public OldRows(
      JdbcClient jdbc, String name, Function<Terms, Instant> term, String old, String remove) {
    this.jdbc = jdbc;
    this.name = name;
    this.term = term;
    this.old = old;
    this.remove = remove.replace("{old}", old + "\n limit :most for update skip locked");
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public long count(Terms terms) {
    return jdbc.sql("select count(*) from (" + old + ") as old")
        .param("before", Columns.at(term.apply(terms)))
        .query(Long.class)
        .single();
  }

  @Override
  public int remove(Terms terms, int most) {
    return jdbc.sql(remove)
        .param("before", Columns.at(term.apply(terms)))
        .param("most", most)
        .update();
  }
}
