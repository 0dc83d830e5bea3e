package ru.fitcrm.hub.routes.in;

import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import ru.fitcrm.hub.connectors.MessageConnector;
import ru.fitcrm.hub.connectors.settings.ReadSettings;
import ru.fitcrm.hub.core.connection.Connections;
import ru.fitcrm.hub.core.inbox.Claimed;
import ru.fitcrm.hub.core.inbox.Handled;
import ru.fitcrm.hub.core.message.ChannelNews;
import ru.fitcrm.hub.core.message.TakeNews;
import ru.fitcrm.hub.core.platform.InvalidInput;

/** Understands what a channel told in the way of its kind; runs inside the gate of its club. */
@Component("takeHeard")
public final class TakeHeard {

  private final TakeNews takeNews;
  private final NoteNamed named;
  private final Connections connections;
  private final ReadSettings settings;
  private final List<MessageConnector<?>> connectors;

  TakeHeard(
      TakeNews takeNews,
      NoteNamed named,
      Connections connections,
      ReadSettings settings,
      ObjectProvider<MessageConnector<?>> connectors) {
    this.takeNews = takeNews;
    this.named = named;
    this.connections = connections;
    this.settings = settings;
    this.connectors = connectors.orderedStream().toList();
  }

  public Handled take(Claimed message) {
    try {
      List<ChannelNews> news = read(message).stream().map(each -> known(each, message)).toList();
      TakeNews.Taken taken = takeNews.take(message.connection(), news);
      named.note(message.id(), taken.phones());
      return new Handled.Applied(taken.client(), null);
    } catch (InvalidInput e) {
      return new Handled.Rejected(e.code(), String.valueOf(e.getMessage()), null);
    }
  }

  /** What bears no id is known by the message it came in. */
  private static ChannelNews known(ChannelNews news, Claimed message) {
    return news instanceof ChannelNews.Written written && written.externalId().isEmpty()
        ? new ChannelNews.Written(
            "received:" + message.id(),
            written.channel(),
            written.address(),
            written.phone(),
            written.name(),
            written.text(),
            written.at())
        : news;
  }

  private List<ChannelNews> read(Claimed message) {
    return connectors.stream()
        .filter(candidate -> candidate.kind().equals(message.kind()))
        .findFirst()
        .map(connector -> read(connector, message))
        .orElseThrow(() -> new IllegalStateException("No messages come by " + message.kind()));
  }

  private <S extends Record> List<ChannelNews> read(
      MessageConnector<S> connector, Claimed message) {
    S typed =
        settings.typed(
            connector.settingsType(), connections.settingsWithSecrets(message.connection()));
    return connector.read(typed, message.body());
  }
}
