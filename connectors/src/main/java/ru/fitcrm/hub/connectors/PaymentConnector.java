package ru.fitcrm.hub.connectors;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.core.contract.HeardPayment;
import ru.fitcrm.hub.core.inbox.RawBody;

/** A kind of payment gateway that tells what became of payments. */
public interface PaymentConnector<S extends Record> extends ReceivingConnector<S> {

  /**
   * Asks the gateway what counts, where its word alone does not. Outside any transaction; takes
   * seconds.
   *
   * @param body what came in
   * @throws GatewaySilent if it cannot be asked now
   * @throws ru.fitcrm.hub.core.platform.InvalidInput if the gateway knows of no such thing
   */
  default Answer ask(S settings, RawBody body) {
    return new Answer(body, null);
  }

  /**
   * What asking brought.
   *
   * @param body what {@link #read} is to understand
   * @param notYet why it is to be asked again nevertheless; null if this is the last word
   */
  record Answer(RawBody body, @Nullable String notYet) {}

  /**
   * Understands what came in.
   *
   * @param notes what was noted of it when it came
   * @throws ru.fitcrm.hub.core.platform.InvalidInput if it cannot be understood, naming the field
   */
  PaymentNews read(S settings, RawBody body, Map<String, String> notes);

  /** What a gateway told. */
  sealed interface PaymentNews {

    record Paid(HeardPayment payment) implements PaymentNews {}

    /**
     * A charge of a subscription failed.
     *
     * @param failure which failure of it this is, never the same again
     */
    record ChargeFailed(String subscription, String failure, HeardPayment charge)
        implements PaymentNews {}

    /** Nothing that changes anything, for example a question before a payment. */
    record Nothing() implements PaymentNews {}
  }

  /** The gateway cannot be asked now: what came is tried again by itself. */
  final class GatewaySilent extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;

    /**
     * @param code stable, for example {@code gateway.login}
     */
    public GatewaySilent(String code, String reason) {
      super(reason);
      this.code = code;
    }

    public String code() {
      return code;
    }
  }
}
