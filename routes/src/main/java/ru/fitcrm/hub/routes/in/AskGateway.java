package ru.fitcrm.hub.routes.in;

import java.util.Set;
import org.springframework.stereotype.Component;
import ru.fitcrm.hub.connectors.PaymentConnector.Answer;
import ru.fitcrm.hub.connectors.PaymentConnector.GatewaySilent;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.connection.ConnectionId;
import ru.fitcrm.hub.core.inbox.Claimed;
import ru.fitcrm.hub.core.inbox.Handled;
import ru.fitcrm.hub.core.platform.InvalidInput;
import ru.fitcrm.hub.routes.component.AskFirst;
import ru.fitcrm.hub.routes.in.Gateways.Gateway;
import ru.fitcrm.hub.routes.receive.WatchDoor;

/** Has a gateway's notification confirmed by the gateway before it is applied. */
@Component
public final class AskGateway {

  private final ClubGate gate;
  private final Gateways gateways;
  private final WatchDoor watch;

  AskGateway(ClubGate gate, Gateways gateways, WatchDoor watch) {
    this.gate = gate;
    this.gateways = gateways;
    this.watch = watch;
  }

  /**
   * @param kinds of payment gateways
   */
  public AskFirst ofKinds(Set<String> kinds) {
    return new AskFirst() {
      @Override
      public Set<String> kinds() {
        return kinds;
      }

      @Override
      public Asked ask(Claimed message) {
        return AskGateway.this.ask(message);
      }
    };
  }

  private AskFirst.Asked ask(Claimed message) {
    ConnectionId connection = new ConnectionId(message.connection());
    try {
      Answer answer = ask(gate.inClub(message.club(), () -> gateways.of(message)), message);
      watch.heard(message.club(), connection, message.kind());
      Claimed asked = message.with(answer.body());
      return answer.notYet() == null
          ? new AskFirst.Asked.Apply(asked)
          : new AskFirst.Asked.Meanwhile(asked, answer.notYet());
    } catch (InvalidInput e) {
      return new AskFirst.Asked.Refuse(
          new Handled.Rejected(e.code(), String.valueOf(e.getMessage()), null));
    } catch (GatewaySilent e) {
      String reason = String.valueOf(e.getMessage());
      watch.silent(message.club(), connection, message.kind(), e.code(), reason);
      return new AskFirst.Asked.ComeBack(reason);
    }
  }

  private static <S extends Record> Answer ask(Gateway<S> gateway, Claimed message) {
    return gateway.connector().ask(gateway.settings(), message.body());
  }
}
