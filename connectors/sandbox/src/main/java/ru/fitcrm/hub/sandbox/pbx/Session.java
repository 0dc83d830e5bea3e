package ru.fitcrm.hub.sandbox.pbx;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection of a client: a reading and a writing thread around a bounded buffer. */
final class Session {

  private static final Logger log = LoggerFactory.getLogger(Session.class);
  private static final byte[] BANNER =
      "Asterisk Call Manager/11.0.0\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final long MUCH_BACKLOG = 1024 * 1024;
  private static final long STILL_READING_NANOS = 50_000_000;

  private final int number;
  private final Socket socket;
  private final Exchange exchange;
  private final IoGate gate;
  private final ActionDesk desk;
  private final Outgoing outgoing;
  private volatile long writingSince;
  private volatile long lastProgress = System.nanoTime();
  private volatile boolean listening = true;
  private boolean loggedIn;
  private Rights mask = Rights.ALL;
  private @Nullable String challenge;

  Session(int number, Socket socket, Exchange exchange, IoGate gate, ActionDesk desk) {
    this.number = number;
    this.socket = socket;
    this.exchange = exchange;
    this.gate = gate;
    this.desk = desk;
    this.outgoing = new Outgoing(exchange.settings.sessionBuffer);
  }

  void start() {
    boolean unused = outgoing.add(BANNER);
    Thread.ofVirtual().name("sandbox-pbx-write-" + number).start(this::write);
    Thread.ofVirtual().name("sandbox-pbx-read-" + number).start(this::read);
  }

  /** An event of the PBX; who has not logged in or does not want its class is not told. */
  void hear(PbxEvent event) {
    if (loggedIn && mask.hears(event) && exchange.settings.read.hears(event)) {
      send(event);
    }
  }

  void send(PbxEvent frame) {
    if (!outgoing.add(frame.wire())) {
      log.info("session {} does not read, cut off: it must log in again", number);
      cut(Cut.RST);
    }
  }

  void loggedIn(Rights wanted) {
    loggedIn = true;
    mask = wanted;
  }

  boolean isLoggedIn() {
    return loggedIn;
  }

  void mask(Rights wanted) {
    mask = wanted;
  }

  @Nullable String challenge() {
    return challenge;
  }

  void challenge(String given) {
    challenge = given;
  }

  void stopListening() {
    listening = false;
  }

  /** True when waiting a little would help: much is unsent, but the client does read. */
  boolean isBehindButReading() {
    return outgoing.backlog() > MUCH_BACKLOG
        && System.nanoTime() - lastProgress < STILL_READING_NANOS;
  }

  void cutIfStuck() {
    long since = writingSince;
    long limit = exchange.settings.writeTimeout.toNanos();
    if (since != 0 && System.nanoTime() - since > limit) {
      log.info("session {} took too long to read, cut off: it must log in again", number);
      cut(Cut.RST);
    }
  }

  void cut(Cut how) {
    exchange.leave(this);
    listening = false;
    if (how == Cut.RST) {
      // Before the writer wakes up: its orderly end would turn the reset into a FIN.
      reset();
    }
    outgoing.finish();
  }

  private void reset() {
    try {
      socket.setSoLinger(true, 0);
      socket.close();
    } catch (IOException e) {
      log.debug("session {} was closed already", number);
    }
  }

  private void read() {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
      readActions(in);
    } catch (IOException e) {
      log.debug("session {} ended while being read", number);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      cut(Cut.FIN);
    }
  }

  private void readActions(BufferedReader in) throws IOException, InterruptedException {
    List<String> lines = new ArrayList<>();
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      gate.pass();
      if (!line.isBlank()) {
        lines.add(line);
      } else if (!lines.isEmpty()) {
        ReceivedAction action = ReceivedAction.parsed(exchange.now(), number, lines);
        lines.clear();
        if (listening) {
          desk.handle(this, action);
        }
      }
    }
  }

  private void write() {
    try {
      OutputStream out = socket.getOutputStream();
      for (byte[] batch = outgoing.take(); batch != null; batch = outgoing.take()) {
        write(out, batch);
      }
      gate.pass();
      // Closing with unread input would send a reset and take back what was written.
      socket.shutdownOutput();
    } catch (IOException e) {
      log.debug("session {} ended while being written", number);
      cut(Cut.RST);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void write(OutputStream out, byte[] batch) throws IOException, InterruptedException {
    int sent = 0;
    while (sent < batch.length) {
      int slice = gate.slice(batch.length - sent);
      writingSince = System.nanoTime();
      out.write(batch, sent, slice);
      sent += slice;
      lastProgress = System.nanoTime();
      writingSince = 0;
    }
  }
}
