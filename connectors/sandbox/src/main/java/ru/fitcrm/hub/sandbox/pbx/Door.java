package ru.fitcrm.hub.sandbox.pbx;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The PBX's port on loopback. Stays the same when it is closed and opened again. */
final class Door {

  private static final Logger log = LoggerFactory.getLogger(Door.class);
  private static final int TRIES = 100;

  private final Consumer<Socket> guest;
  private int port;
  private @Nullable ServerSocket listening;
  private @Nullable Thread porter;

  Door(int port, Consumer<Socket> guest) {
    this.port = port;
    this.guest = guest;
  }

  synchronized int port() {
    return port;
  }

  synchronized void open() {
    if (listening != null) {
      return;
    }
    ServerSocket opened = port == 0 ? openAny() : open(port);
    listening = opened;
    port = opened.getLocalPort();
    porter = Thread.ofVirtual().name("sandbox-pbx-door").start(() -> welcome(opened));
  }

  synchronized void close() {
    ServerSocket closing = listening;
    listening = null;
    if (closing != null) {
      try {
        closing.close();
      } catch (IOException e) {
        log.debug("port {} was closed already", port);
      }
      awaitFree();
    }
  }

  /** The system keeps the port until the thread that waits in accept() has left it. */
  private void awaitFree() {
    try {
      if (porter != null) {
        porter.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Below the ports the system gives to clients: while the door is closed, a client could get this
   * very port for its own end and connect to itself.
   */
  private static ServerSocket openAny() {
    for (int tried = 1; ; tried++) {
      try {
        return open(ThreadLocalRandom.current().nextInt(20_000, 32_000));
      } catch (UncheckedIOException taken) {
        if (tried == TRIES) {
          throw taken;
        }
      }
    }
  }

  private static ServerSocket open(int port) {
    try {
      ServerSocket socket = new ServerSocket();
      try {
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return socket;
      } catch (IOException e) {
        socket.close();
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot listen on port " + port + ": choose another", e);
    }
  }

  private void welcome(ServerSocket from) {
    while (!from.isClosed()) {
      try {
        Socket socket = from.accept();
        socket.setTcpNoDelay(true);
        guest.accept(socket);
      } catch (IOException e) {
        log.debug("port {} takes nobody in any more", from.getLocalPort());
      }
    }
  }
}
