package ru.fitcrm.hub.routes.in;

import org.apache.camel.builder.RouteBuilder;

/** From whoever pushes a club's base to the model. */
public final class PushedPackets extends RouteBuilder {

  @Override
  public void configure() {
    from("inbox:onec-push")
        .routeId("pushed-packets")
        .errorHandler(noErrorHandler())
        .bean("applyPushed", "apply(${body})")
        .id("apply-pushed");
  }
}
