package ru.fitcrm.hub.routes.component;

import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;
import ru.fitcrm.hub.core.connection.ConnectionId;
import ru.fitcrm.hub.core.connection.Lease;

/** One connection as a source of messages to send. */
final class OutboxEndpoint extends DefaultEndpoint {

  private final OutboxComponent component;
  private final ConnectionId connection;
  private final int atOnce;

  OutboxEndpoint(String uri, OutboxComponent component, ConnectionId connection, int atOnce) {
    super(uri, component);
    this.component = component;
    this.connection = connection;
    this.atOnce = atOnce;
  }

  @Override
  public Producer createProducer() {
    throw new UnsupportedOperationException(
        "A message is put by the core, in the transaction that decides it");
  }

  @Override
  public Consumer createConsumer(Processor processor) {
    Lease lease =
        component
            .owned()
            .find(connection)
            .orElseThrow(() -> new IllegalStateException("This node does not own " + connection));
    return new OutboxConsumer(this, processor, lease, component.sender(), atOnce);
  }
}
