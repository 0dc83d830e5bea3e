package ru.fitcrm.hub.routes.in;

import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.builder.RouteBuilder;

/** From payment gateways to payments. One route for each kind. */
public final class HeardPayments extends RouteBuilder {

  private final Set<String> kinds;

  /**
   * @param kinds of connections that tell of payments
   */
  public HeardPayments(Set<String> kinds) {
    this.kinds = new TreeSet<>(kinds);
  }

  @Override
  public void configure() {
    for (String kind : kinds) {
      from("inbox:" + kind)
          .routeId("heard-payments-" + kind)
          .errorHandler(noErrorHandler())
          .bean("takeHeardPayment", "take(${body})")
          .id("take-heard-payment-" + kind);
    }
  }
}
