package ru.fitcrm.hub.routes.in;

import org.springframework.stereotype.Component;
import ru.fitcrm.hub.connectors.PaymentConnector.PaymentNews;
import ru.fitcrm.hub.core.contract.TakePayment;
import ru.fitcrm.hub.core.inbox.Claimed;
import ru.fitcrm.hub.core.inbox.Handled;
import ru.fitcrm.hub.core.platform.InvalidInput;
import ru.fitcrm.hub.routes.in.Gateways.Gateway;

/** Understands what a gateway told in the way of its kind; runs inside the gate of its club. */
@Component("takeHeardPayment")
public final class TakeHeardPayment {

  private final TakePayment payments;
  private final Gateways gateways;

  TakeHeardPayment(TakePayment payments, Gateways gateways) {
    this.payments = payments;
    this.gateways = gateways;
  }

  public Handled take(Claimed message) {
    try {
      return switch (read(gateways.of(message), message)) {
        case PaymentNews.Nothing nothing -> new Handled.Applied(null, null);
        case PaymentNews.Paid paid ->
            applied(payments.take(message.connection(), paid.payment(), message.receivedAt()));
        case PaymentNews.ChargeFailed failed ->
            applied(
                payments.subscriptionFailed(
                    message.connection(),
                    failed.subscription(),
                    failed.failure(),
                    failed.charge(),
                    message.receivedAt()));
      };
    } catch (InvalidInput e) {
      return new Handled.Rejected(e.code(), String.valueOf(e.getMessage()), null);
    }
  }

  private static Handled applied(long client) {
    return new Handled.Applied(client, null);
  }

  private static <S extends Record> PaymentNews read(Gateway<S> gateway, Claimed message) {
    return gateway.connector().read(gateway.settings(), message.body(), message.headers());
  }
}
