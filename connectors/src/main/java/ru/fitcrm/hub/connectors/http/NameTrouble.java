package ru.fitcrm.hub.connectors.http;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.hc.client5.http.ConnectTimeoutException;

/** Tells by an exception whether a question was sent at all. */
public final class NameTrouble {

  private static final int DEEPEST = 20;

  private NameTrouble() {}

  /**
   * @param outOfPatience whether the asker itself broke it off
   * @return {@link Heard.NotSent} or {@link Heard.Lost}
   */
  public static Heard of(Exception thrown, boolean outOfPatience, Duration patience) {
    List<Throwable> chain = new ArrayList<>();
    for (Throwable each = thrown; each != null && chain.size() < DEEPEST; each = each.getCause()) {
      chain.add(each);
    }
    if (has(chain, SSLHandshakeException.class)
        || has(chain, SSLPeerUnverifiedException.class)
        || has(chain, CertificateException.class)) {
      return new Heard.NotSent("certificate", "The server's certificate is not trusted");
    }
    if (has(chain, ConnectException.class)
        || has(chain, UnknownHostException.class)
        || has(chain, NoRouteToHostException.class)
        || has(chain, ConnectTimeoutException.class)) {
      return new Heard.NotSent("unreachable", "The server cannot be reached");
    }
    if (outOfPatience || has(chain, java.net.SocketTimeoutException.class)) {
      return new Heard.Lost("timeout", "No answer after " + patience.toSeconds() + " s");
    }
    return new Heard.Lost("connection-cut", "The connection broke before the answer was whole");
  }

  private static boolean has(List<Throwable> chain, Class<? extends Throwable> type) {
    return chain.stream().anyMatch(type::isInstance);
  }
}
