package ru.fitcrm.hub.routes.component;

import org.apache.camel.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;
import ru.fitcrm.hub.connectors.DialRequest;
import ru.fitcrm.hub.core.connection.ConnectionId;
import ru.fitcrm.hub.core.connection.Lease;

/** One phone connection: where calls are heard, and asked for. */
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
    return new DefaultProducer(this) {
      @Override
      public void process(Exchange exchange) throws Exception {
        DialRequest request = exchange.getMessage().getMandatoryBody(DialRequest.class);
        exchange.getMessage().setBody(component.dial(connection, request));
      }
    };
  }

  @Override
  public Consumer createConsumer(Processor processor) {
    Lease lease =
        component
            .owned()
            .find(connection)
            .orElseThrow(() -> new IllegalStateException("This node does not own " + connection));
    return new CallConsumer(this, processor, lease, component, new LineBook(component, lease));
  }
}
