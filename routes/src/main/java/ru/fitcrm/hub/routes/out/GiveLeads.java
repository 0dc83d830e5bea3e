package ru.fitcrm.hub.routes.out;

import org.apache.camel.builder.RouteBuilder;
import ru.fitcrm.hub.routes.component.CallComponent;

/** From the outbox to a club's system of record: leads the hub made. */
public final class GiveLeads extends RouteBuilder {

  /** Template with one parameter, the id of the connection. */
  public static final String TEMPLATE = "give-leads";

  public static final String CONNECTION = "connection";

  @Override
  public void configure() {
    routeTemplate(TEMPLATE)
        .templateParameter(CONNECTION)
        .from("outbox:{{" + CONNECTION + "}}?atOnce=1")
        .errorHandler(noErrorHandler())
        .bean("giveLead", "give(${body}, ${header." + CallComponent.LEASE + "})")
        .id("give-lead");
  }
}
