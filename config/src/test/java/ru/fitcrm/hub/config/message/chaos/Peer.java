package ru.fitcrm.hub.config.message.chaos;

import java.io.IOException;

/**
 * The outside system of one channel, in a process that is not the hub's. Another channel, such as
 * webhooks, is another implementation.
 */
interface Peer extends AutoCloseable {

  /** Names the club whose messages go by it. */
  String name();

  /** Of the messages: SMS, WHATSAPP, EMAIL. */
  String channel();

  /** The connection as the API takes it. */
  String connection();

  Taken taken();

  /** Whether a copy bears an id by which this receiver can tell it. */
  boolean knowsIds();

  /** From now on connections are refused. */
  void shut() throws IOException;

  /** And taken again, at the same address. */
  void open() throws IOException;

  @Override
  void close();
}
