package ru.fitcrm.hub.connectors.onec.push;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.jws.WebService;
import java.util.Objects;
import org.apache.cxf.binding.soap.SoapFault;
import org.apache.cxf.interceptor.Fault;
import org.apache.cxf.phase.PhaseInterceptorChain;
import ru.fitcrm.exchange.HubReceptionPortType;
import ru.fitcrm.exchange.Packet;
import ru.fitcrm.exchange.PutResult;
import ru.fitcrm.exchange.Rejection;
import ru.fitcrm.hub.connectors.Reply;

/**
 * The service {@code HubReception}: takes in the request as it came and answers by the contract.
 */
@WebService(
    endpointInterface = "ru.fitcrm.exchange.HubReceptionPortType",
    targetNamespace = ReadSoapPush.NAMESPACE)
class PutPackets implements HubReceptionPortType {

  private final JsonMapper json = new JsonMapper();

  @Override
  public PutResult put(Packet packet) {
    Taking taking = PhaseInterceptorChain.getCurrentMessage().getExchange().get(Taking.class);
    Reply reply = Objects.requireNonNull(taking, "a request is being taken").reply();
    JsonNode answer = read(reply);
    if (reply.status() >= 300) {
      throw new SoapFault(
          FaultsInRussian.NOT_TAKEN + answer.path("detail").asText(), Fault.FAULT_CODE_CLIENT);
    }
    return result(answer);
  }

  /** What is kept and applied later has no counts yet; rows that wait for their client are kept. */
  private static PutResult result(JsonNode answer) {
    PutResult result = new PutResult();
    result.setAccepted(answer.path("accepted").asInt() + answer.path("waiting").asInt());
    result.setUnchanged(answer.path("unchanged").asInt());
    answer.path("rejected").forEach(row -> result.getRejected().add(rejection(row)));
    return result;
  }

  private static Rejection rejection(JsonNode row) {
    Rejection rejection = new Rejection();
    rejection.setEntity(row.path("entity").asText());
    rejection.setRef(row.path("ref").asText());
    rejection.setField(row.path("field").asText());
    rejection.setReason(row.path("reason").asText());
    return rejection;
  }

  private JsonNode read(Reply reply) {
    try {
      return json.readTree(reply.body());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("The hub's own answer is no JSON", e);
    }
  }
}
