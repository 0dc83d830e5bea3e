package ru.fitcrm.hub.core.person;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Where leads are made: at most one open lead per number, however many calls and forms arrive at
 * once. Runs inside the club's gate.
 */
public final class LeadDesk {

  private static final String TAKE_NUMBER =
      "insert into lead_phone (number) values (:number) on conflict do nothing returning number";

  /** A branch that was removed after a connection's settings named it must not lose a lead. */
  private static final String INSERT_LEAD =
      """
      with lead as (
        insert into client (kind, name, branch_id, source)
        values ('LEAD', :name, (select id from branch where id = :branchId), :source)
        returning id
      ), phone as (
        insert into client_phone (client_id, number) select id, :number from lead
      )
      select id from lead""";

  private static final String GIVE_NUMBER =
      """
      with phone as (
        insert into client_phone (client_id, number, position)
        select :lead, :number, count(*) from client_phone where client_id = :lead
        on conflict do nothing
      ), taken as (
        update lead_phone set client_id = :lead where number = :number
      )
      update client set version = version + 1 where id = :lead""";

  private final JdbcClient jdbc;

  LeadDesk(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * The open lead of a number nobody in the base has, made if there is none.
   *
   * @param number in E.164
   * @param source where the lead came from, for example {@code call}
   */
  public OpenLead leadOf(
      String number, @Nullable String name, @Nullable Long branchId, String source) {
    if (!takeNumber(number)) {
      // Its row came from a transaction that has committed by now: a new statement sees it.
      Optional<Long> holder = holderOf(number);
      if (holder.isPresent()) {
        return new OpenLead(holder.get(), false);
      }
    }
    long lead = insert(number, name, branchId, source);
    jdbc.sql("update lead_phone set client_id = :lead where number = :number")
        .param("lead", lead)
        .param("number", number)
        .update();
    return new OpenLead(lead, true);
  }

  /**
   * Gives a lead its number, which nobody of the base has.
   *
   * @return the lead, or another who has come to have the number meanwhile
   */
  public long giveNumber(long lead, String number) {
    if (!takeNumber(number)) {
      Optional<Long> holder = holderOf(number);
      if (holder.isPresent() && holder.get() != lead) {
        return holder.get();
      }
    }
    jdbc.sql(GIVE_NUMBER).param("lead", lead).param("number", number).update();
    return lead;
  }

  /** A lead, and whether it was made just now. */
  public record OpenLead(long clientId, boolean made) {}

  private boolean takeNumber(String number) {
    return jdbc.sql(TAKE_NUMBER).param("number", number).query(String.class).optional().isPresent();
  }

  private Optional<Long> holderOf(String number) {
    return jdbc.sql(
            """
            select client_id from lead_phone where number = :number and client_id is not null""")
        .param("number", number)
        .query(Long.class)
        .optional();
  }

  private long insert(
      String number, @Nullable String name, @Nullable Long branchId, String source) {
    return jdbc.sql(INSERT_LEAD)
        .param("name", name)
        .param("branchId", branchId)
        .param("source", source)
        .param("number", number)
        .query(Long.class)
        .single();
  }
}
