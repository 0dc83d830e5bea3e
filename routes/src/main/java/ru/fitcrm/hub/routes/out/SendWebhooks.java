package ru.fitcrm.hub.routes.out;

import org.apache.camel.builder.RouteBuilder;
import ru.fitcrm.hub.routes.component.CallComponent;

/** From the outbox to endpoints outside that are told events. */
public final class SendWebhooks extends RouteBuilder {

  /** Template with one parameter, the id of the connection. */
  public static final String TEMPLATE = "send-webhooks";

  public static final String CONNECTION = "connection";

  @Override
  public void configure() {
    routeTemplate(TEMPLATE)
        .templateParameter(CONNECTION)
        .from("outbox:{{" + CONNECTION + "}}?atOnce=8")
        .errorHandler(noErrorHandler())
        .bean("sendWebhook", "send(${body}, ${header." + CallComponent.LEASE + "})")
        .id("send-webhook");
  }
}
