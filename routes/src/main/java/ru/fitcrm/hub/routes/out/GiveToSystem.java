package ru.fitcrm.hub.routes.out;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import ru.fitcrm.hub.core.outbox.OutboxMessage;
import ru.fitcrm.hub.core.shift.ShiftMessages;
import ru.fitcrm.hub.routes.component.CallComponent;

/** From the outbox to a club's system of record: leads the hub made, and employees' work hours. */
public final class GiveToSystem extends RouteBuilder {

  /** Template with one parameter, the id of the connection. */
  public static final String TEMPLATE = "give-to-system";

  public static final String CONNECTION = "connection";

  private static final String MESSAGE_AND_LEASE =
      "give(${body}, ${header." + CallComponent.LEASE + "})";

  @Override
  public void configure() {
    routeTemplate(TEMPLATE)
        .templateParameter(CONNECTION)
        .from("outbox:{{" + CONNECTION + "}}?atOnce=1")
        .errorHandler(noErrorHandler())
        .choice()
        .when(GiveToSystem::isOfWorkHours)
        .bean("giveShift", MESSAGE_AND_LEASE)
        .id("give-shift")
        .otherwise()
        .bean("giveLead", MESSAGE_AND_LEASE)
        .id("give-lead");
  }

  private static boolean isOfWorkHours(Exchange exchange) {
    return exchange.getMessage().getBody() instanceof OutboxMessage message
        && message.kind().equals(ShiftMessages.KIND.name());
  }
}
