package ru.fitcrm.hub.core.contract;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a gateway says of a payment.
 *
 * @param ref the gateway's own id of it
 * @param order the shop's number of what is paid
 * @param kind PURCHASE, RECURRING or REFUND
 * @param of the gateway's id of the payment a REFUND gives back
 * @param subscription the gateway's id of the subscription it is a charge of
 * @param code why it failed, in the gateway's word; {@value #CANCELLED} is the club's own doing
 */
public record HeardPayment(
    String ref,
    @Nullable String order,
    String kind,
    Status status,
    BigDecimal amount,
    Instant at,
    @Nullable String of,
    @Nullable String subscription,
    @Nullable String code,
    Payer payer) {

  /** A payment the club itself called off: no news, and nothing comes after it. */
  public static final String CANCELLED = "cancelled";

  /** Later ones stay, whatever order they are told in. */
  public enum Status {
    WAITING,
    FAILED,
    SUCCEEDED
  }

  /**
   * By what the payer may be found.
   *
   * @param hints ids of the club's system or of the hub, phones, e-mails: the surest first
   * @param contract the club's system's id of a contract, or the hub's
   */
  public record Payer(List<String> hints, @Nullable String contract) {

    public Payer {
      hints = List.copyOf(hints);
    }

    /** Without the person, so that it reaches no log. */
    @Override
    public String toString() {
      return "Payer";
    }
  }

  boolean isRefund() {
    return "REFUND".equals(kind);
  }
}
