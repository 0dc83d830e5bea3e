package ru.fitcrm.hub.connectors.onec.push;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import ru.fitcrm.hub.connectors.InRequest;
import ru.fitcrm.hub.connectors.ReceivingConnector;
import ru.fitcrm.hub.connectors.Reply;
import ru.fitcrm.hub.core.connection.TestReport;
import ru.fitcrm.hub.core.inbox.Handled;

/**
 * Kind {@code onec-push}: 1C, or anything else with a club's base, pushes clients, contracts,
 * payments, visits and bookings as JSON; {@link ru.fitcrm.hub.core.sync.Packet} says in which
 * shape. Answered with 202 and what became of the rows. At the same address stands the SOAP service
 * {@code HubReception} of {@code wsdl/hub-exchange.wsdl}.
 */
@Component
class OnecPushConnector implements ReceivingConnector<OnecPushSettings>, AutoCloseable {

  private static final int MAX_BYTES = 32 * 1024 * 1024;
  private static final String KEY = "Idempotency-Key";

  private @Nullable SoapDoor door;

  @Override
  public String kind() {
    return "onec-push";
  }

  @Override
  public Class<OnecPushSettings> settingsType() {
    return OnecPushSettings.class;
  }

  @Override
  public int maxBytes() {
    return MAX_BYTES;
  }

  /** There is nobody to ask: the other side comes by itself. */
  @Override
  public TestReport test(OnecPushSettings settings) {
    return TestReport.of(
        List.of(
            new TestReport.Step(
                "address",
                true,
                "The hub receives at this connection's address",
                "onec-push.send-a-packet")));
  }

  /** Packets of one sender are applied in the order they came. */
  @Override
  public Hearing hear(OnecPushSettings settings, InRequest request) {
    if (!bearsSecret(settings.secret(), request.header("Authorization"))) {
      return new Hearing.Refuse(
          Reply.problem(
              401,
              "secret.wrong",
              "Authorization must be Bearer and the connection's secret, or Basic with it as"
                  + " the password"));
    }
    return new Hearing.Keep(request.header(KEY), "packets", null);
  }

  private static boolean bearsSecret(@Nullable String secret, @Nullable String authorization) {
    return secret == null
        || (authorization != null
            && MessageDigest.isEqual(
                secret.getBytes(StandardCharsets.UTF_8),
                shown(authorization).getBytes(StandardCharsets.UTF_8)));
  }

  /** 1C's own client of web services knows Basic only: any user, the secret for a password. */
  private static String shown(String authorization) {
    if (authorization.regionMatches(true, 0, "Bearer ", 0, 7)) {
      return authorization.substring(7);
    }
    if (!authorization.regionMatches(true, 0, "Basic ", 0, 6)) {
      return "";
    }
    try {
      byte[] login = Base64.getDecoder().decode(authorization.substring(6).strip());
      String text = new String(login, StandardCharsets.UTF_8);
      return text.substring(text.indexOf(':') + 1);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  /** Whoever may not send is refused before anybody reads what they sent. */
  @Override
  public Reply serve(OnecPushSettings settings, InRequest request, Supplier<Reply> take) {
    if (!ReadSoapPush.isXml(request.body().contentType())) {
      return take.get();
    }
    return hear(settings, request) instanceof Hearing.Refuse refuse
        ? refuse.reply()
        : door().serve(request, take);
  }

  @Override
  public Optional<Reply> contract(String address) {
    return Optional.of(new Reply(200, "text/xml;charset=UTF-8", SoapDoor.contract(address)));
  }

  /** Made by the first who comes: it takes a moment. */
  private synchronized SoapDoor door() {
    SoapDoor made = door;
    if (made == null) {
      made = new SoapDoor();
      door = made;
    }
    return made;
  }

  @Override
  public synchronized void close() {
    if (door != null) {
      door.close();
      door = null;
    }
  }

  @Override
  public boolean tellsOutcome() {
    return true;
  }

  @Override
  public Reply reply(@Nullable Handled handled) {
    return switch (handled) {
      case null -> Reply.json(202, JsonNodeFactory.instance.objectNode().put("pending", true));
      case Handled.Applied applied ->
          Reply.json(
              202,
              applied.answer() == null ? JsonNodeFactory.instance.objectNode() : applied.answer());
      case Handled.Rejected rejected -> Reply.problem(400, rejected.code(), rejected.reason());
    };
  }
}
