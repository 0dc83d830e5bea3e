package ru.fitcrm.hub.routes.component;

import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;
import ru.fitcrm.hub.core.connection.ConnectionId;
import ru.fitcrm.hub.core.connection.Lease;

/** One phone connection as a source of calls. */
final class CallEndpoint extends DefaultEndpoint {

  private final CallComponent component;
  private final ConnectionId connection;

  CallEndpoint(String uri, CallComponent component, ConnectionId connection) {
    super(uri, component);
    this.component = component;
    this.connection = connection;
  }

  @Override
  public Producer createProducer() {
    throw new UnsupportedOperationException("Calls are heard here; calling out is not a route yet");
  }

  @Override
  public Consumer createConsumer(Processor processor) {
    Lease lease =
        component
            .owned()
            .find(connection)
            .orElseThrow(() -> new IllegalStateException("This node does not own " + connection));
    return new CallConsumer(
        this, processor, lease, component.lines(), new LineBook(component, lease));
  }
}
