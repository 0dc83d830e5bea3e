package ru.fitcrm.hub.connectors.onec;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpRetryException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.connectors.http.TrustedCertificate;
import ru.fitcrm.hub.connectors.http.WebQuestion;
import ru.fitcrm.hub.core.sync.ClubSystem.Trouble.Kind;

/**
 * Asks a 1C by plain HTTP: two at once to a base, in bounded time and size, never an exception for
 * what 1C does, and what changes something there goes out once.
 *
 * <p>By HttpURLConnection: Java's newer HttpClient has no timeout for a body and keeps connections
 * that 1C's web server has closed. Both would send a Cyrillic login as question marks, hence {@link
 * #basic}.
 */
public final class WebCalls {

  private static final Duration CONNECT = Duration.ofSeconds(10);

  private final Limits limits;
  private final CallsPerBase.Gate gate;
  private @Nullable SSLSocketFactory trusted;

  /**
   * How long and how much.
   *
   * @param patience for one answer in all
   * @param answerCap bytes after which an answer is given up
   * @param trustedCertificate in PEM form; null for the usual ones
   */
  public record Limits(Duration patience, long answerCap, @Nullable String trustedCertificate) {}

  public WebCalls(Limits limits, CallsPerBase.Gate gate) {
    this.limits = limits;
    this.gate = gate;
  }

  /** The header of a login, in UTF-8: the only alphabet 1C takes. */
  public static Map<String, String> basic(String user, String password) {
    byte[] both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return Map.of("Authorization", "Basic " + Base64.getEncoder().encodeToString(both));
  }

  /** Reads an answer of any status; what it throws is the answer's trouble. */
  public interface Reader<T> {
    @Nullable T read(WebAnswer answer) throws IOException;
  }

  public <T> Answer<T> ask(WebQuestion question, Reader<T> reader) {
    return gate.inTurn(limits.patience(), () -> askNow(question, reader));
  }

  private <T> Answer<T> askNow(WebQuestion question, Reader<T> reader) {
    HttpURLConnection connection = null;
    try {
      connection = open(question);
      send(connection, question.body());
      return new Answer.Given<>(reader.read(answer(connection)));
    } catch (IOException | RuntimeException e) {
      return new Answer.Failed<>(Failure.of(e).orElseGet(() -> Failure.unread(e)));
    } catch (CertificateException e) {
      return new Answer.Failed<>(
          Failure.notBegun(Kind.REFUSED, "certificate-unreadable", String.valueOf(e.getMessage())));
    } finally {
      if (connection != null) {
        connection.disconnect();
      }
    }
  }

  private HttpURLConnection open(WebQuestion question) throws IOException, CertificateException {
    HttpURLConnection connection =
        (HttpURLConnection) URI.create(question.url()).toURL().openConnection();
    if (connection instanceof HttpsURLConnection https && limits.trustedCertificate() != null) {
      https.setSSLSocketFactory(trusted(limits.trustedCertificate()));
    }
    connection.setRequestMethod(question.method());
    connection.setInstanceFollowRedirects(false);
    connection.setUseCaches(false);
    int patience = Math.toIntExact(limits.patience().toMillis());
    connection.setConnectTimeout(Math.min(patience, Math.toIntExact(CONNECT.toMillis())));
    connection.setReadTimeout(patience);
    connection.setRequestProperty("Connection", "close");
    question.headers().forEach(connection::setRequestProperty);
    return connection;
  }

  private synchronized SSLSocketFactory trusted(String pem) throws CertificateException {
    SSLSocketFactory made = trusted;
    if (made == null) {
      try {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, TrustedCertificate.of(pem), new SecureRandom());
        made = context.getSocketFactory();
      } catch (CertificateException e) {
        throw e;
      } catch (GeneralSecurityException e) {
        throw new CertificateException("The trusted certificate cannot be used", e);
      }
      trusted = made;
    }
    return made;
  }

  /** With its length said first: else Java would send a POST again when the answer is lost. */
  private static void send(HttpURLConnection connection, byte @Nullable [] body)
      throws IOException {
    if (body == null) {
      return;
    }
    connection.setDoOutput(true);
    connection.setFixedLengthStreamingMode(body.length);
    try (OutputStream out = connection.getOutputStream()) {
      out.write(body);
    }
  }

  private WebAnswer answer(HttpURLConnection connection) throws IOException {
    int status = status(connection);
    Map<String, List<String>> headers = new HashMap<>();
    connection
        .getHeaderFields()
        .forEach(
            (name, values) -> {
              if (name != null) {
                headers.put(name.toLowerCase(Locale.ROOT), values);
              }
            });
    InputStream body = status >= 400 ? connection.getErrorStream() : bodyOf(connection, status);
    return new WebAnswer(
        status,
        Map.copyOf(headers),
        new BufferedInputStream(
            new BoundedStream(
                body == null ? InputStream.nullInputStream() : body,
                limits.answerCap(),
                limits.patience(),
                System::nanoTime)));
  }

  private static @Nullable InputStream bodyOf(HttpURLConnection connection, int status)
      throws IOException {
    if (status < 0) {
      throw new IOException("The answer is no HTTP");
    }
    return connection.getInputStream();
  }

  /** Java gives up by itself on a 401 after a body whose length was said. */
  private static int status(HttpURLConnection connection) throws IOException {
    try {
      return connection.getResponseCode();
    } catch (HttpRetryException e) {
      throw new NoAnswer(NameTrouble.ofPage(e.responseCode(), ""));
    }
  }
}
