package ru.fitcrm.hub.routes.follow;

import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;
import ru.fitcrm.hub.core.connection.ConnectionId;
import ru.fitcrm.hub.core.connection.Lease;

/** One connection whose system is to be read. */
final class ClubSystemEndpoint extends DefaultEndpoint {

  private final ClubSystemComponent component;
  private final ConnectionId connection;

  ClubSystemEndpoint(String uri, ClubSystemComponent component, ConnectionId connection) {
    super(uri, component);
    this.component = component;
    this.connection = connection;
  }

  @Override
  public Producer createProducer() {
    throw new UnsupportedOperationException("What goes to a club's system goes by the outbox");
  }

  @Override
  public Consumer createConsumer(Processor processor) {
    Lease lease =
        component
            .owned()
            .find(connection)
            .orElseThrow(() -> new IllegalStateException("This node does not own " + connection));
    return new ClubSystemConsumer(this, processor, component, lease);
  }
}
