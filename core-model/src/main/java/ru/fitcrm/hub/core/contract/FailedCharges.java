package ru.fitcrm.hub.core.contract;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Charges of subscriptions that failed. A gateway may tell the same one as a payment and as a
 * failure of the subscription, in either order: each word of the one kind goes with one of the
 * other told within a day, and the second of the two is no news. Runs inside the club's gate.
 */
final class FailedCharges {

  private static final String ONE_BY_ONE =
      """
      select cast(pg_advisory_xact_lock(
               hashtextextended('charge:' || hub_club() || ':' || :subscription, 0)) as text)""";

  private static final String KNOWN_AS =
      """
      select exists (select 1 from payment
                      where subscription_ref = :subscription and subscription_failure = :failure)""";

  private static final String PAIR_WITH_PAYMENT =
      """
      update payment set subscription_failure = :failure
       where id = (select p.id from payment p
                    where p.subscription_ref = :subscription and p.subscription_failure is null
                      and exists (select 1 from event e
                                   where e.subject_type = 'payment' and e.subject_id = p.id
                                     and e.type = 'payment.failed' and e.recorded_at > now() - interval '1 day')
                    order by p.id limit 1)""";

  private static final String PAIR_WITH_FAILURE =
      """
      update payment
         set subscription_ref = :subscription,
             subscription_failure = (
               select substr(e.key, length(:prefix) + 1) from event e
                where e.client_id = :client and e.type = 'payment.failed' and starts_with(e.key, :prefix)
                  and e.recorded_at > now() - interval '1 day'
                  and not exists (select 1 from payment o
                                   where o.subscription_ref = :subscription
                                     and o.subscription_failure = substr(e.key, length(:prefix) + 1))
                order by e.id limit 1)
       where id = :payment and subscription_failure is null
      returning subscription_failure is not null""";

  private final JdbcClient jdbc;

  FailedCharges(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Until the transaction ends nobody else tells of the subscription. */
  void oneByOne(String subscription) {
    var unused =
        jdbc.sql(ONE_BY_ONE).param("subscription", subscription).query(String.class).single();
  }

  /**
   * Whether a failure of a subscription was told as a payment.
   *
   * @param failure which failure of the subscription it is
   */
  boolean toldAsPayment(String subscription, String failure) {
    return jdbc.sql(KNOWN_AS)
            .param("subscription", subscription)
            .param("failure", failure)
            .query(Boolean.class)
            .single()
        || jdbc.sql(PAIR_WITH_PAYMENT)
                .param("subscription", subscription)
                .param("failure", failure)
                .update()
            > 0;
  }

  /** Whether a payment that failed was told as a failure of its subscription. */
  boolean toldOfSubscription(String subscription, long payment, long client) {
    return jdbc.sql(PAIR_WITH_FAILURE)
        .param("subscription", subscription)
        .param("payment", payment)
        .param("client", client)
        .param("prefix", prefix(subscription))
        .query(Boolean.class)
        .optional()
        .orElse(false);
  }

  /** Of the event of a failure that was told of the subscription first. */
  static String key(String subscription, String failure) {
    return prefix(subscription) + failure;
  }

  private static String prefix(String subscription) {
    return "payment.failed:subscription:" + subscription + ":";
  }
}
