package ru.fitcrm.hub.core.sync;

import java.sql.Types;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.person.ErasedPerson;
import ru.fitcrm.hub.core.person.ForgetPerson;
import ru.fitcrm.hub.core.platform.Columns;

/**
 * Makes tombstones of what the club's system calls an erased person, and drops what it told that
 * could not be taken. Contracts, payments, visits and bookings stay without their texts.
 */
final class ForgetTold implements ForgetPerson {

  private static final String FORGET =
      """
      with tombstones as (
        update external_ref set erased_at = :now where entity = 'client' and local_id = any (:ids)
      ), rejected as (
        delete from rejected_row
         where entity = 'client' and ref = any (:refs) or wait_ref = any (:refs)
            or cells ->> 'clientRef' = any (:refs)
            or cast(:pattern as text) is not null and cast(cells as text) ~ cast(:pattern as text)
      ), bookings as (
        update booking set reason = null where client_id = any (:ids) and reason is not null
      ), payments as (
        update payment set transaction_ref = null, order_ref = null, subscription_ref = null
         where client_id = any (:ids) and coalesce(transaction_ref, order_ref, subscription_ref) is not null
      )
      update contract set unpaid_due_at = null where client_id = any (:ids) and unpaid_due_at is not null""";

  private final JdbcClient jdbc;

  ForgetTold(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void forget(ErasedPerson person) {
    jdbc.sql(FORGET)
        .param("now", Columns.at(person.at()))
        .param("ids", person.idArray())
        .param("refs", person.refArray())
        .param("pattern", person.pattern(), Types.VARCHAR)
        .update();
  }
}
