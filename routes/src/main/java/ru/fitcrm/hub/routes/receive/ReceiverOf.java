package ru.fitcrm.hub.routes.receive;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ru.fitcrm.hub.connectors.InRequest;
import ru.fitcrm.hub.connectors.ReceivingConnector;
import ru.fitcrm.hub.connectors.ReceivingConnector.Hearing;
import ru.fitcrm.hub.connectors.Reply;
import ru.fitcrm.hub.core.connection.FoundByToken;
import ru.fitcrm.hub.core.inbox.Received;

/** Receives for one connection in the way of its kind. */
record ReceiverOf<S extends Record>(
    FoundByToken found, ReceivingConnector<S> connector, S settings, Doorkeepers doors)
    implements Receiver {

  /** What helps to understand a message later; whatever may hold a secret stays out. */
  private static final List<String> KEPT_HEADERS =
      List.of("Content-Type", "Content-Length", "User-Agent", "Date");

  @Override
  public boolean isOpen() {
    return found.open();
  }

  @Override
  public Optional<Duration> pause() {
    Optional<Duration> pause = doors.pace().take(found.connection());
    pause.ifPresent(wait -> doors.watch().refused(found, "rate.exceeded"));
    return pause;
  }

  @Override
  public int maxBytes() {
    return connector.maxBytes();
  }

  @Override
  public boolean hearsGet() {
    return connector.hearsGet();
  }

  @Override
  public Reply receive(InRequest request) {
    return connector.serve(settings, request, () -> take(request));
  }

  @Override
  public Optional<Reply> contract(String address) {
    return connector.contract(address);
  }

  private Reply take(InRequest request) {
    return switch (connector.hear(settings, request)) {
      case Hearing.Refuse refuse -> refused(refuse.reply());
      case Hearing.Keep keep -> kept(keep, request);
    };
  }

  private Reply refused(Reply reply) {
    doors.watch().refused(found, reply.code());
    return reply;
  }

  private Reply kept(Hearing.Keep keep, InRequest request) {
    Reply reply =
        switch (doors
            .apply()
            .take(found.club(), received(keep, request), connector.tellsOutcome())) {
          case ApplyAtOnce.Done done -> connector.reply(done.handled());
          case ApplyAtOnce.Later later -> connector.reply(null);
          case ApplyAtOnce.Repeated repeated -> connector.replyToRepeated();
        };
    if (connector.onlyReceives()) {
      doors.watch().heard(found.club(), found.connection(), found.kind());
    }
    return reply;
  }

  private Received received(Hearing.Keep keep, InRequest request) {
    return new Received(
        found.connection().value(),
        found.kind(),
        keep.externalId(),
        keep.orderKey(),
        keep.phone(),
        headers(keep, request),
        request.body(),
        keep.before());
  }

  private static Map<String, String> headers(Hearing.Keep keep, InRequest request) {
    Map<String, String> kept = new LinkedHashMap<>(keep.notes());
    for (String name : KEPT_HEADERS) {
      String value = request.header(name);
      if (value != null) {
        kept.put(name, value);
      }
    }
    return kept;
  }
}
