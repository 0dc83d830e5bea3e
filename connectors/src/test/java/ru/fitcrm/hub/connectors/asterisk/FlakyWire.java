package ru.fitcrm.hub.connectors.asterisk;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A network between the hub and a PBX: while it is broken, nothing passes and nobody is told. */
final class FlakyWire implements AutoCloseable {
  private final ServerSocket door;
  private final int pbxPort;
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  final AtomicInteger taken = new AtomicInteger();
  private volatile @Nullable Socket lastHub;
  private boolean broken;

  FlakyWire(int pbxPort) {
    this.pbxPort = pbxPort;
    try {
      door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return door.getLocalPort();
  }

  synchronized void breaks(boolean on) {
    broken = on;
    notifyAll();
  }

  private synchronized void awaitWhole() throws InterruptedException {
    while (broken) {
      wait();
    }
  }

  /** The PBX says this too. To be used when it says nothing else. */
  void say(String events) {
    say(events.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
  }

  /** Says it to whoever is connected; lost if the hub hangs up meanwhile. */
  void say(byte[] bytes) {
    Socket hub = lastHub;
    if (hub == null) {
      throw new IllegalStateException("nobody is connected");
    }
    try {
      hub.getOutputStream().write(bytes);
    } catch (IOException e) {
      // The hub has hung up: it will be back.
    }
  }

  private void accept() {
    try {
      while (true) {
        Socket hub = door.accept();
        taken.incrementAndGet();
        sockets.add(hub);
        Thread.ofVirtual().start(() -> connect(hub));
      }
    } catch (IOException e) {
      // Closed.
    }
  }

  private void connect(Socket hub) {
    try {
      awaitWhole();
      Socket pbx = new Socket(InetAddress.getLoopbackAddress(), pbxPort);
      sockets.add(pbx);
      lastHub = hub;
      Thread.ofVirtual().start(() -> pass(pbx, hub));
      pass(hub, pbx);
    } catch (IOException e) {
      end(hub);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void pass(Socket from, Socket to) {
    byte[] bytes = new byte[16 * 1024];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
        awaitWhole();
        out.write(bytes, 0, read);
      }
    } catch (IOException e) {
      // Ended; the other side hears of it once the network is whole.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    endBoth(from, to);
  }

  private void endBoth(Socket one, Socket other) {
    try {
      awaitWhole();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    end(one);
    end(other);
  }

  private static void end(AutoCloseable closeable) {
    try {
      closeable.close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    breaks(false);
    end(door);
    sockets.forEach(FlakyWire::end);
  }
}
