package ru.fitcrm.hub.sandbox.sms;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jsmpp.SMPPConstant;
import org.jsmpp.session.BindRequest;
import org.jsmpp.session.SMPPServerSession;
import org.jsmpp.session.SMPPServerSessionListener;
import org.jsmpp.session.connection.ServerConnection;
import org.jsmpp.session.connection.ServerConnectionFactory;
import org.jsmpp.session.connection.socket.ServerSocketConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An SMSC on loopback: takes parts, tells of delivery, brings what people write. */
public final class SandboxSmpp implements AutoCloseable {

  /** The account it knows. */
  public static final String SYSTEM_ID = "club";

  /** Of the account. */
  public static final String PASSWORD = "secret";

  private static final Logger log = LoggerFactory.getLogger(SandboxSmpp.class);
  private static final long BIND_PATIENCE = 5_000;

  private final SMPPServerSessionListener door;
  private final int port;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<SMPPServerSession> sessions = new CopyOnWriteArrayList<>();
  private final AtomicInteger binds = new AtomicInteger();
  private final Deque<Integer> refusals = new ArrayDeque<>();
  private final TakeParts take;

  private SandboxSmpp(SMPPServerSessionListener door, int port, Manners manners) {
    this.door = door;
    this.port = port;
    this.take = new TakeParts(manners, this::nextRefusal);
  }

  /**
   * How it behaves.
   *
   * @param pause from a part to its receipt; null for no receipts
   * @param hexThenDecimal whether ids are hexadecimal in answers and decimal in receipts
   * @param parameters whether receipts bear receipted_message_id and message_state
   */
  public record Manners(
      @org.jspecify.annotations.Nullable Duration pause,
      boolean hexThenDecimal,
      boolean parameters) {

    public static final Manners USUAL = new Manners(Duration.ofMillis(100), false, true);
  }

  /**
   * Opens the SMSC.
   *
   * @param port on loopback, 0 for a free one
   */
  public static SandboxSmpp start(int port, Manners manners) {
    try {
      // The library's own door would stand open on all interfaces.
      ServerSocket socket = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
      SMPPServerSessionListener door =
          new SMPPServerSessionListener(socket.getLocalPort(), new OnSocket(socket));
      SandboxSmpp smsc = new SandboxSmpp(door, socket.getLocalPort(), manners);
      door.setMessageReceiverListener(smsc.take);
      smsc.threads.execute(smsc::serve);
      return smsc;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private record OnSocket(ServerSocket socket) implements ServerConnectionFactory {

    @Override
    public ServerConnection listen(int port) {
      return new ServerSocketConnection(socket);
    }

    @Override
    public ServerConnection listen(int port, int timeout) {
      return new ServerSocketConnection(socket);
    }

    @Override
    public ServerConnection listen(int port, int timeout, int backlog) {
      return new ServerSocketConnection(socket);
    }
  }

  public int port() {
    return port;
  }

  /** Parts taken, in their order. */
  public List<SubmittedPart> parts() {
    return take.parts();
  }

  /** How often somebody was let in. */
  public int binds() {
    return binds.get();
  }

  /**
   * What the next parts are answered with, one after another.
   *
   * @param statuses command_status, 0 to take the part
   */
  public void answerNext(int... statuses) {
    synchronized (refusals) {
      for (int status : statuses) {
        refusals.add(status);
      }
    }
  }

  private int nextRefusal() {
    synchronized (refusals) {
      Integer next = refusals.poll();
      return next == null ? SMPPConstant.STAT_ESME_ROK : next;
    }
  }

  /** From now on parts are taken and never answered. */
  public void fallSilent() {
    take.fallSilent();
  }

  /** How many are bound just now. */
  public long bound() {
    return sessions.stream().filter(session -> session.getSessionState().isBound()).count();
  }

  /** Ends every session by an unbind, and leaves it to the other side to hang up. */
  public void unbind() {
    for (SMPPServerSession session : sessions) {
      if (session.getSessionState().isBound()) {
        try {
          session.unbind();
        } catch (IOException e) {
          log.debug("The sandbox SMSC cannot unbind: {}", e.toString());
        }
      }
    }
  }

  /** Hangs up on everybody; they may come again. */
  public void hangUp() {
    sessions.forEach(SMPPServerSession::close);
    sessions.clear();
  }

  /**
   * A person writes; a long text comes in parts.
   *
   * @param from digits
   * @param lastFirst whether the parts come in the wrong order
   * @return how many parts were refused
   */
  public int write(String from, String text, boolean lastFirst) {
    List<byte[]> parts = new ArrayList<>(CutInbound.cut(text));
    if (lastFirst) {
      parts = parts.reversed();
    }
    int refused = 0;
    for (byte[] part : parts) {
      refused += deliver(from, part, parts.size() > 1) ? 0 : 1;
    }
    return refused;
  }

  /**
   * Delivers one pdu of UCS-2.
   *
   * @return whether it was taken
   */
  public boolean deliver(String from, byte[] bytes, boolean header) {
    SMPPServerSession session = sessions.get(sessions.size() - 1);
    return DeliverTo.text(session, from, "FITCLUB", bytes, header);
  }

  private void serve() {
    try {
      while (true) {
        SMPPServerSession session = door.accept();
        threads.execute(() -> letIn(session));
      }
    } catch (IOException e) {
      log.debug("The sandbox SMSC ends: {}", e.toString());
    }
  }

  private void letIn(SMPPServerSession session) {
    try {
      BindRequest bind = session.waitForBind(BIND_PATIENCE);
      if (SYSTEM_ID.equals(bind.getSystemId()) && PASSWORD.equals(bind.getPassword())) {
        sessions.add(session);
        bind.accept("SANDBOX");
        binds.incrementAndGet();
      } else {
        bind.reject(SMPPConstant.STAT_ESME_RINVPASWD);
      }
    } catch (IOException | TimeoutException | org.jsmpp.PDUStringException e) {
      log.debug("Somebody came to the sandbox SMSC and did not bind: {}", e.toString());
      session.close();
    }
  }

  @Override
  public void close() {
    take.close();
    hangUp();
    try {
      door.close();
    } catch (IOException e) {
      log.debug("The sandbox SMSC's door: {}", e.toString());
    }
    threads.shutdownNow();
  }

  /** As UCS-2. */
  static byte[] ucs2(String text) {
    return text.getBytes(StandardCharsets.UTF_16BE);
  }
}
