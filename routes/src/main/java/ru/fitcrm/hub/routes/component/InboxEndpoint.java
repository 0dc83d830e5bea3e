package ru.fitcrm.hub.routes.component;

import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;

/** One kind of connection as a source of received messages. */
final class InboxEndpoint extends DefaultEndpoint {

  private final InboxComponent inbox;
  private final String kind;

  InboxEndpoint(String uri, InboxComponent inbox, String kind) {
    super(uri, inbox);
    this.inbox = inbox;
    this.kind = kind;
  }

  @Override
  public Producer createProducer() {
    throw new UnsupportedOperationException("Messages are taken in by their receiver");
  }

  @Override
  public Consumer createConsumer(Processor processor) {
    return new InboxConsumer(this, processor, inbox, kind);
  }
}
