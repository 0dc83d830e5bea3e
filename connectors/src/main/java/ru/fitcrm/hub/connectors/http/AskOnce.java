package ru.fitcrm.hub.connectors.http;

import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Asks a web server exactly once: no repetition, no redirect, no connection used before, bounded
 * time and size, never an exception for what the server does. It tells what was not sent from what
 * may have been carried out.
 *
 * <p>Not by Java's own clients: when an answer is lost they send a GET again by themselves, and a
 * GET may be an SMS.
 */
public final class AskOnce implements AutoCloseable {

  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final int AT_ONCE = 32;

  private final Limits limits;
  private final CloseableHttpClient client;
  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("ask-once-patience").factory());

  /**
   * How long and how much.
   *
   * @param patience for one answer in all
   * @param answerCap bytes after which an answer is given up
   * @param trustedCertificate in PEM form; null for the usual ones
   */
  public record Limits(Duration patience, int answerCap, @Nullable String trustedCertificate) {

    private static final int USUAL_CAP = 1024 * 1024;

    public static Limits seconds(int patience) {
      return new Limits(Duration.ofSeconds(patience), USUAL_CAP, null);
    }
  }

  /** Reaches for nothing yet. */
  public AskOnce(Limits limits) {
    this.limits = limits;
    this.client =
        HttpClients.custom()
            .setConnectionManager(connections(limits))
            .setConnectionReuseStrategy((request, response, context) -> false)
            .disableAutomaticRetries()
            .disableRedirectHandling()
            .disableCookieManagement()
            .disableContentCompression()
            .build();
  }

  private static PoolingHttpClientConnectionManager connections(Limits limits) {
    Timeout patience = Timeout.of(limits.patience());
    Timeout connect =
        Timeout.of(limits.patience().compareTo(CONNECT) < 0 ? limits.patience() : CONNECT);
    PoolingHttpClientConnectionManagerBuilder builder =
        PoolingHttpClientConnectionManagerBuilder.create()
            .setMaxConnTotal(AT_ONCE)
            .setMaxConnPerRoute(AT_ONCE)
            .setDefaultConnectionConfig(
                ConnectionConfig.custom()
                    .setConnectTimeout(connect)
                    .setSocketTimeout(patience)
                    .build());
    if (limits.trustedCertificate() != null) {
      builder.setTlsSocketStrategy(
          new DefaultClientTlsStrategy(trusting(limits.trustedCertificate())));
    }
    return builder.build();
  }

  private static SSLContext trusting(String pem) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, TrustedCertificate.of(pem), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException(
          "The trusted certificate cannot be read: paste it anew", e);
    }
  }

  public Heard ask(WebQuestion question) {
    HttpUriRequestBase request;
    try {
      request = request(question);
    } catch (IllegalArgumentException e) {
      return new Heard.NotSent("address-invalid", "The address cannot be asked: check it");
    }
    ScheduledFuture<?> end =
        watch.schedule(request::cancel, limits.patience().toMillis(), TimeUnit.MILLISECONDS);
    try {
      return client.execute(request, this::read);
    } catch (IOException | RuntimeException e) {
      return NameTrouble.of(e, request.isAborted(), limits.patience());
    } finally {
      end.cancel(false);
    }
  }

  private static HttpUriRequestBase request(WebQuestion question) {
    HttpUriRequestBase request =
        new HttpUriRequestBase(question.method(), java.net.URI.create(question.url()));
    question.headers().forEach(request::setHeader);
    if (question.body() != null) {
      request.setEntity(new ByteArrayEntity(question.body(), null));
    }
    return request;
  }

  private Heard read(ClassicHttpResponse response) throws IOException {
    Map<String, List<String>> headers = new HashMap<>();
    for (Header header : response.getHeaders()) {
      headers
          .computeIfAbsent(header.getName().toLowerCase(Locale.ROOT), name -> new ArrayList<>())
          .add(header.getValue());
    }
    byte[] body = body(response.getEntity());
    if (body.length > limits.answerCap()) {
      return new Heard.Lost(
          "answer-too-large", "The answer is larger than " + limits.answerCap() + " bytes");
    }
    return new Heard.Answered(response.getCode(), Map.copyOf(headers), body);
  }

  private byte[] body(@Nullable HttpEntity entity) throws IOException {
    if (entity == null) {
      return new byte[0];
    }
    try (InputStream in = entity.getContent()) {
      return in.readNBytes(limits.answerCap() + 1);
    }
  }

  @Override
  public void close() {
    watch.shutdownNow();
    client.close(org.apache.hc.core5.io.CloseMode.IMMEDIATE);
  }
}
