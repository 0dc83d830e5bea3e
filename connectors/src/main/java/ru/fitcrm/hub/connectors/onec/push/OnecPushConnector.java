package ru.fitcrm.hub.connectors.onec.push;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
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
 * shape. Answered with 202 and what became of the rows.
 */
@Component
class OnecPushConnector implements ReceivingConnector<OnecPushSettings> {

  private static final int MAX_BYTES = 32 * 1024 * 1024;
  private static final String KEY = "Idempotency-Key";

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
              401, "secret.wrong", "Authorization must be Bearer and the connection's secret"));
    }
    return new Hearing.Keep(request.header(KEY), "packets", null);
  }

  private static boolean bearsSecret(@Nullable String secret, @Nullable String authorization) {
    return secret == null
        || (authorization != null
            && MessageDigest.isEqual(
                ("Bearer " + secret).getBytes(StandardCharsets.UTF_8),
                authorization.getBytes(StandardCharsets.UTF_8)));
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
