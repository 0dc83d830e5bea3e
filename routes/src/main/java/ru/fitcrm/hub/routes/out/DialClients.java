package ru.fitcrm.hub.routes.out;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.camel.builder.RouteBuilder;
import ru.fitcrm.hub.connectors.DialRequest;
import ru.fitcrm.hub.connectors.Dialled;
import ru.fitcrm.hub.core.call.CallOut;
import ru.fitcrm.hub.core.call.EndUnheardCalls;
import ru.fitcrm.hub.core.outbox.OutboxMessage;
import ru.fitcrm.hub.core.outbox.Outcome;

/** From the outbox to a club's PBX: calls that a person of the club wants. */
public final class DialClients extends RouteBuilder {

  /** Template with one parameter, the id of the connection. */
  public static final String TEMPLATE = "dial-clients";

  public static final String CONNECTION = "connection";

  private final ObjectMapper json;

  public DialClients(ObjectMapper json) {
    this.json = json;
  }

  @Override
  public void configure() {
    routeTemplate(TEMPLATE)
        .templateParameter(CONNECTION)
        .from("outbox:{{" + CONNECTION + "}}")
        .errorHandler(noErrorHandler())
        .transform()
        .body(OutboxMessage.class, this::request)
        .to("call:{{" + CONNECTION + "}}")
        .id("dial")
        .transform()
        .body(Dialled.class, DialClients::outcome);
  }

  private DialRequest request(OutboxMessage message) {
    try {
      CallOut.Dial dial = json.treeToValue(message.body(), CallOut.Dial.class);
      return new DialRequest(dial.id(), dial.extension(), dial.phone());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(message + " holds no request to dial");
    }
  }

  /** The id is the channel's: after no answer it is asked for again without ringing twice. */
  static Outcome outcome(Dialled dialled) {
    return switch (dialled) {
      case Dialled.Accepted accepted -> new Outcome.Accepted(accepted.id());
      case Dialled.Refused refused ->
          refused.code().equals("no-line")
              ? new Outcome.ConnectionDown(refused.code(), refused.reason())
              : new Outcome.Rejected(refused.code(), refused.reason());
      case Dialled.Unknown unknown ->
          new Outcome.RetryAt(null, EndUnheardCalls.MAY_RING, unknown.reason());
    };
  }
}
