package ru.fitcrm.hub.routes.component;

import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.support.DefaultConsumer;
import ru.fitcrm.hub.core.inbox.Claimed;
import ru.fitcrm.hub.core.inbox.Handled;

/** Sends the messages of one kind through their route, on the thread of their transaction. */
final class InboxConsumer extends DefaultConsumer {

  private final InboxComponent inbox;
  private final String kind;

  InboxConsumer(Endpoint endpoint, Processor processor, InboxComponent inbox, String kind) {
    super(endpoint, processor);
    this.inbox = inbox;
    this.kind = kind;
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    inbox.add(kind, this);
  }

  @Override
  protected void doStop() throws Exception {
    inbox.remove(kind);
    super.doStop();
  }

  Handled handle(Claimed message) {
    Exchange exchange = createExchange(true);
    exchange.getIn().setBody(message);
    try {
      getProcessor().process(exchange);
    } catch (Exception e) {
      exchange.setException(e);
    }
    if (exchange.getException() != null) {
      throw RuntimeCamelException.wrapRuntimeException(exchange.getException());
    }
    if (exchange.getMessage().getBody() instanceof Handled handled) {
      return handled;
    }
    throw new IllegalStateException("The route of " + kind + " does not end in what it came to");
  }
}
