package ru.fitcrm.hub.routes.in;

import org.apache.camel.builder.RouteBuilder;
import ru.fitcrm.hub.routes.component.CallComponent;

/** From a club's PBX to the desk of calls. */
public final class PhoneCalls extends RouteBuilder {

  /** Template with one parameter, the id of the connection. */
  public static final String TEMPLATE = "phone-calls";

  public static final String CONNECTION = "connection";

  @Override
  public void configure() {
    routeTemplate(TEMPLATE)
        .templateParameter(CONNECTION)
        .from("call:{{" + CONNECTION + "}}")
        .errorHandler(noErrorHandler())
        .bean("callDesk", "record(${header." + CallComponent.LEASE + "}, ${body})")
        .id("record-call");
  }
}
