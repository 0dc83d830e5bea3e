package ru.fitcrm.hub.connectors.sms.smpp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.SessionState;
import org.jsmpp.session.BindParameter;
import org.jsmpp.session.MessageReceiverListener;
import org.jsmpp.session.SMPPSession;
import org.jsmpp.session.Session;
import org.jsmpp.session.connection.Connection;
import org.jsmpp.session.connection.socket.SocketConnection;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stays bound to an SMSC, by one session both ways: operators count binds. */
final class SmppLine implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(SmppLine.class);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
  private static final int BUFFER = 64 * 1024;

  private final SmppSettings settings;
  private final MessageReceiverListener listener;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("smpp-bind").factory());
  private @Nullable SMPPSession session;
  private @Nullable Down down;
  private Duration pause = FIRST_PAUSE;
  private boolean closed;

  /** Why there is no session. */
  record Down(String code, String reason) {}

  SmppLine(SmppSettings settings, MessageReceiverListener listener) {
    this.settings = settings;
    this.listener = listener;
  }

  void start() {
    later(Duration.ZERO);
  }

  private void later(Duration wait) {
    try {
      ScheduledFuture<?> unused =
          thread.schedule(this::bindAgain, wait.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException closing) {
      log.debug("The SMPP line is closed, it is not bound again");
    }
  }

  private void bindAgain() {
    if (isBound()) {
      return;
    }
    @Nullable SMPPSession bound = null;
    @Nullable Down trouble = null;
    try {
      bound = bind(settings, listener);
      bound.addSessionStateListener((now, before, source) -> left(now, source));
    } catch (IOException | RuntimeException e) {
      trouble = down(e);
    }
    if (bound == null || !take(bound)) {
      drop(bound);
      settleWithout(
          trouble == null ? new Down("connection-cut", "The SMSC hung up at once") : trouble);
    }
  }

  /** False for one that is not wanted any more, or has ended: from here on its end is told. */
  private boolean take(SMPPSession bound) {
    lock.lock();
    try {
      if (closed || !bound.getSessionState().isBound()) {
        return false;
      }
      session = bound;
      down = null;
      pause = FIRST_PAUSE;
      changed.signalAll();
      return true;
    } finally {
      lock.unlock();
    }
  }

  private void settleWithout(Down trouble) {
    lock.lock();
    try {
      if (closed) {
        return;
      }
      down = trouble;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    log.info("No SMPP session ({}), will bind again in {} s", trouble.code(), pause.toSeconds());
    later(pause);
    pause =
        pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
  }

  /** A session that ends tells so twice, unbound and closed; one of before is not ours any more. */
  private void left(SessionState now, Session source) {
    if (now == SessionState.CLOSED || now == SessionState.UNBOUND) {
      lock.lock();
      try {
        if (closed || session != source) {
          return;
        }
        session = null;
        down = new Down("connection-cut", "The SMSC has ended the session");
        log.info("The SMPP session ended, will bind again in {} s", FIRST_PAUSE.toSeconds());
      } finally {
        lock.unlock();
      }
      // Not on the session's own thread, which tells of its end: closing waits for its threads.
      Thread unused = Thread.startVirtualThread(source::close);
      later(FIRST_PAUSE);
    }
  }

  private static void drop(@Nullable SMPPSession ended) {
    if (ended != null) {
      ended.unbindAndClose();
    }
  }

  private boolean isBound() {
    SMPPSession now = session;
    return now != null && now.getSessionState().isBound();
  }

  /** The session, waiting a little for the first one; empty if there is none. */
  Optional<SMPPSession> session(Duration patience) throws InterruptedException {
    lock.lock();
    try {
      long left = patience.toNanos();
      while (session == null && down == null && left > 0) {
        left = changed.awaitNanos(left);
      }
      return isBound() ? Optional.ofNullable(session) : Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  Down down() {
    Down now = down;
    return now == null ? new Down("connecting", "The session is being bound") : now;
  }

  // ---- binding

  static SMPPSession bind(SmppSettings settings, MessageReceiverListener listener)
      throws IOException {
    SMPPSession session = new SMPPSession((host, port) -> connect(settings));
    session.setMessageReceiverListener(listener);
    session.setEnquireLinkTimer(settings.enquireSeconds() * 1_000);
    session.setTransactionTimer(settings.timeoutSeconds() * 1_000L);
    try {
      session.connectAndBind(
          settings.host(),
          settings.port(),
          new BindParameter(
              BindType.BIND_TRX,
              settings.systemId(),
              settings.password(),
              settings.systemType(),
              TypeOfNumber.UNKNOWN,
              NumberingPlanIndicator.UNKNOWN,
              null),
          settings.timeoutSeconds() * 1_000L);
      return session;
    } catch (IOException | RuntimeException e) {
      session.close();
      throw e;
    }
  }

  private static Connection connect(SmppSettings settings) throws IOException {
    int patience = settings.timeoutSeconds() * 1_000;
    Socket plain = new Socket();
    try {
      plain.connect(new InetSocketAddress(settings.host(), settings.port()), patience);
      return new SocketConnection(settings.tls() ? secured(plain, settings) : plain, BUFFER);
    } catch (IOException e) {
      plain.close();
      throw e;
    }
  }

  private static Socket secured(Socket plain, SmppSettings settings) throws IOException {
    SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
    SSLSocket tls = (SSLSocket) factory.createSocket(plain, settings.host(), settings.port(), true);
    SSLParameters parameters = tls.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    tls.setSSLParameters(parameters);
    tls.setSoTimeout(settings.timeoutSeconds() * 1_000);
    tls.startHandshake();
    return tls;
  }

  static Down down(Exception thrown) {
    for (Throwable each = thrown; each != null; each = each.getCause()) {
      if (each instanceof NegativeResponseException no) {
        return refused(no.getCommandStatus());
      }
      if (each instanceof SSLException) {
        return new Down("certificate", "The SMSC's certificate is not trusted");
      }
      if (each instanceof SocketTimeoutException) {
        return new Down("timeout", "The SMSC does not answer");
      }
    }
    return new Down("unreachable", "The SMSC cannot be reached");
  }

  /** ESME_RINVPASWD, RINVSYSID and RBINDFAIL are a login's, RALYBND tells of another bind. */
  private static Down refused(int status) {
    return switch (status) {
      case 0x0d, 0x0e, 0x0f ->
          new Down("login-refused", "The SMSC does not take this systemId and password");
      case 0x05 -> new Down("bound-already", "The SMSC has a session of this account already");
      default -> new Down("bind-refused", "The SMSC refuses to bind, status " + status);
    };
  }

  @Override
  public void close() {
    @Nullable SMPPSession last;
    lock.lock();
    try {
      closed = true;
      last = session;
      session = null;
      down = new Down("closed", "The connection is closed");
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    thread.shutdownNow();
    drop(last);
  }
}
