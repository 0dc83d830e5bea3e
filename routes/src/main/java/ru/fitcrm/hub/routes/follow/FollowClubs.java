package ru.fitcrm.hub.routes.follow;

import org.apache.camel.builder.RouteBuilder;

/** From a club's system of record to the model, and what time itself brings to contracts. */
public final class FollowClubs extends RouteBuilder {

  /** Template with one parameter, {@code connection}: its id. */
  public static final String TEMPLATE = "follow-club";

  public static final String UNPAID = "unpaid-contracts";

  @Override
  public void configure() {
    routeTemplate(TEMPLATE)
        .templateParameter("connection")
        .from("club-system:{{connection}}")
        .errorHandler(noErrorHandler())
        .bean("readClubSystem", "read(${body})")
        .id("read-club-system");

    from("timer:unpaid-contracts?period=60000&delay=10000")
        .routeId(UNPAID)
        .bean("tellUnpaidContracts", "tellDue()")
        .id("tell-unpaid");
  }
}
