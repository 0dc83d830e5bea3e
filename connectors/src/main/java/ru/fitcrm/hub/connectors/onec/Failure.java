package ru.fitcrm.hub.connectors.onec;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.HttpRetryException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLException;
import javax.xml.stream.XMLStreamException;
import ru.fitcrm.hub.core.sync.ClubSystem.Trouble;
import ru.fitcrm.hub.core.sync.ClubSystem.Trouble.Kind;

/**
 * Why a call gave nothing.
 *
 * @param mayBeDone whether 1C may have carried out what it was asked
 */
public record Failure(Trouble trouble, boolean mayBeDone) {

  /** 1C, or what stands before it, turned the caller away before anything was begun. */
  private static final Set<String> NOT_BEGUN =
      Set.of(
          "no-free-licence",
          "maintenance",
          "no-session",
          "too-many-calls",
          "unauthorized",
          "forbidden",
          "not-found",
          "redirect",
          "http-503");

  /** It was not asked at all. */
  public static Failure notBegun(Kind kind, String code, String reason) {
    return new Failure(new Trouble(kind, code, reason), false);
  }

  /** Of an answer that says what is wrong. */
  public static Failure of(Trouble trouble) {
    return new Failure(trouble, !NOT_BEGUN.contains(trouble.code()));
  }

  /** Of what went wrong between here and there; empty if it is something else. */
  public static Optional<Failure> of(Throwable thrown) {
    List<Throwable> chain = chain(thrown);
    return first(chain, NoAnswer.class)
        .map(page -> of(page.trouble()))
        .or(() -> first(chain, HttpRetryException.class).map(Failure::ofRetry))
        .or(() -> ofTransport(chain))
        .or(() -> ofReading(chain));
  }

  /** Of an answer that is not written as it should be. */
  public static Failure unread(Throwable cause) {
    return unread(cause.getClass().getSimpleName());
  }

  /**
   * @param what is wrong with the answer; nobody's data
   */
  public static Failure unread(String what) {
    Trouble trouble =
        new Trouble(
            Kind.REFUSED, "answer-unreadable", "The answer does not fit the contract: " + what);
    return new Failure(trouble, true);
  }

  /** Java gives up by itself on a status it would have to send the body again for. */
  private static Failure ofRetry(HttpRetryException retry) {
    return of(NameTrouble.ofPage(retry.responseCode(), ""));
  }

  private static Optional<Failure> ofTransport(List<Throwable> chain) {
    Optional<Throwable> tls =
        first(chain, SSLException.class)
            .map(Throwable.class::cast)
            .or(() -> first(chain, CertificateException.class))
            .or(() -> chain.stream().filter(Failure::isWrongName).findFirst());
    if (tls.isPresent()) {
      return Optional.of(notBegun(Kind.REFUSED, "certificate", words(tls.get())));
    }
    return first(chain, ConnectException.class)
        .map(Throwable.class::cast)
        .or(() -> first(chain, UnknownHostException.class))
        .or(() -> first(chain, NoRouteToHostException.class))
        .or(() -> chain.stream().filter(Failure::isConnectTimeout).findFirst())
        .map(cause -> notBegun(Kind.DOWN, "unreachable", words(cause)));
  }

  private static boolean isWrongName(Throwable cause) {
    String words = words(cause).toLowerCase(Locale.ROOT);
    return cause instanceof IOException
        && words.contains("hostname")
        && (words.contains("common name") || words.contains("wrong"));
  }

  private static boolean isConnectTimeout(Throwable cause) {
    return cause instanceof SocketTimeoutException
        && words(cause).toLowerCase(Locale.ROOT).contains("connect timed out");
  }

  private static Optional<Failure> ofReading(List<Throwable> chain) {
    if (first(chain, SocketTimeoutException.class).isPresent()) {
      return lost("timeout", "No answer in time");
    }
    if (first(chain, JsonParseException.class).isPresent()) {
      // A JSON that ends half-way is another exception, and a cut connection.
      return first(chain, JsonEOFException.class)
          .map(cut -> lost("connection-cut", "The answer ended half-way"))
          .orElseGet(() -> Optional.of(unread("it is no JSON")));
    }
    Optional<IOException> cut = first(chain, IOException.class);
    if (cut.isPresent()) {
      return lost("connection-cut", words(cut.get()));
    }
    return first(chain, XMLStreamException.class)
        .flatMap(
            broken ->
                words(broken).contains("Unexpected EOF")
                    ? lost("connection-cut", "The answer ended half-way")
                    : Optional.of(unread(broken)));
  }

  private static Optional<Failure> lost(String code, String reason) {
    return Optional.of(new Failure(new Trouble(Kind.DOWN, code, reason), true));
  }

  private static String words(Throwable cause) {
    return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
  }

  /** The first of its kind among an exception and its causes. */
  public static <T extends Throwable> Optional<T> first(Throwable thrown, Class<T> type) {
    return first(chain(thrown), type);
  }

  private static <T extends Throwable> Optional<T> first(List<Throwable> chain, Class<T> type) {
    return chain.stream().filter(type::isInstance).map(type::cast).findFirst();
  }

  private static List<Throwable> chain(Throwable thrown) {
    List<Throwable> chain = new ArrayList<>();
    for (Throwable each = thrown; each != null && chain.size() < 20; each = each.getCause()) {
      chain.add(each);
    }
    return chain;
  }
}
