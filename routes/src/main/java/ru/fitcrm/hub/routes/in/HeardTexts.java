package ru.fitcrm.hub.routes.in;

import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.builder.RouteBuilder;

/** From gateways and messengers: receipts, and what people write. One route for each kind. */
public final class HeardTexts extends RouteBuilder {

  private final Set<String> kinds;

  /**
   * @param kinds of connections that carry messages
   */
  public HeardTexts(Set<String> kinds) {
    this.kinds = new TreeSet<>(kinds);
  }

  @Override
  public void configure() {
    for (String kind : kinds) {
      from("inbox:" + kind)
          .routeId("heard-texts-" + kind)
          .errorHandler(noErrorHandler())
          .bean("takeHeard", "take(${body})")
          .id("take-heard-" + kind);
    }
  }
}
