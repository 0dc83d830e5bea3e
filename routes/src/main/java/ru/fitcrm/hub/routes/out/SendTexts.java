package ru.fitcrm.hub.routes.out;

import org.apache.camel.builder.RouteBuilder;
import ru.fitcrm.hub.routes.component.CallComponent;

/** From the outbox to people's phones and messengers. Its channel is open while it runs. */
public final class SendTexts extends RouteBuilder {

  /** Template with one parameter, the id of the connection. */
  public static final String TEMPLATE = "send-texts";

  public static final String CONNECTION = "connection";

  @Override
  public void configure() {
    routeTemplate(TEMPLATE)
        .templateParameter(CONNECTION)
        .from("outbox:{{" + CONNECTION + "}}?atOnce=8")
        .routePolicyRef("openChannels")
        .errorHandler(noErrorHandler())
        .bean("sendText", "send(${body}, ${header." + CallComponent.LEASE + "})")
        .id("send-text");
  }
}
