package ru.fitcrm.hub.routes.in;

import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.builder.RouteBuilder;

/** From forms of sites and networks to requests. One route for each kind. */
public final class HeardForms extends RouteBuilder {

  private final Set<String> kinds;

  /**
   * @param kinds of connections by which forms come
   */
  public HeardForms(Set<String> kinds) {
    this.kinds = new TreeSet<>(kinds);
  }

  @Override
  public void configure() {
    for (String kind : kinds) {
      from("inbox:" + kind)
          .routeId("heard-forms-" + kind)
          .errorHandler(noErrorHandler())
          .bean("takeHeardForm", "take(${body})")
          .id("take-heard-form-" + kind);
    }
  }
}
