package ru.fitcrm.hub.core.retention;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Months of the tables kept by month: those past their term are dropped as a whole, which leaves no
 * dead rows behind, and those ahead are made, so that a hub that runs for years has them.
 */
final class OldMonths implements PastTerm {

  private final JdbcClient jdbc;

  OldMonths(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public String name() {
    return "shared-months";
  }

  @Override
  public boolean shared() {
    return true;
  }

  @Override
  public long count(Terms terms) {
    return months("select count(*) from hub_old_months(:months)", terms);
  }

  @Override
  public int remove(Terms terms, int most) {
    int unused = jdbc.sql("select hub_make_months()").query(Integer.class).single();
    return (int) months("select hub_drop_months(:months)", terms);
  }

  private long months(String sql, Terms terms) {
    return jdbc.sql(sql).param("months", terms.keeping().eventMonths()).query(Long.class).single();
  }
}
