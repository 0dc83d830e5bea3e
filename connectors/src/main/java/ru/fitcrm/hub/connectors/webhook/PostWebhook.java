package ru.fitcrm.hub.connectors.webhook;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.routing.RoutingSupport;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import ru.fitcrm.hub.connectors.http.Heard;
import ru.fitcrm.hub.connectors.http.NameTrouble;
import ru.fitcrm.hub.core.outbox.Outcome;
import ru.fitcrm.hub.core.outbox.Sent;

/**
 * Posts a webhook, once: signed now, to an allowed address, following nothing. One client for all
 * endpoints; connections are kept, each was checked when it was dialled.
 */
@Component
public final class PostWebhook implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(PostWebhook.class);

  private static final int ANSWER_KEPT = 4 * 1024;

  /** Far more than lanes can use: one that hangs takes no place of another's. */
  private static final int AT_ONCE = 4096;

  private static final String WITHHELD = "set-cookie";

  private final Clock clock;
  private final JudgeAnswer judge;
  private final CloseableHttpClient client;
  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("webhook-patience").factory());

  public PostWebhook(AllowedAddresses allowed, Clock clock) {
    this.clock = clock;
    this.judge = new JudgeAnswer(new ReadRetryAfter(clock));
    this.client = client(new CheckedNames(allowed));
  }

  /** What is dialled is what was checked: the client has its addresses from here alone. */
  private record CheckedNames(AllowedAddresses allowed) implements DnsResolver {

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
      return allowed.resolve(host);
    }

    @Override
    public String resolveCanonicalHostname(String host) {
      return host;
    }
  }

  private static CloseableHttpClient client(DnsResolver names) {
    return HttpClients.custom()
        .setConnectionManager(
            PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(names)
                .setMaxConnTotal(AT_ONCE)
                .setMaxConnPerRoute(AT_ONCE)
                .setDefaultConnectionConfig(
                    ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.ofSeconds(10))
                        .setTimeToLive(TimeValue.ofMinutes(1))
                        .setValidateAfterInactivity(TimeValue.ofMilliseconds(200))
                        .build())
                .build())
        .setUserAgent("FitCRM-Hub")
        .disableAutomaticRetries()
        .disableRedirectHandling()
        .disableCookieManagement()
        .disableAuthCaching()
        .disableContentCompression()
        .build();
  }

  /** Takes seconds at most, never throws for what the receiver does. */
  public Sent post(Letter letter) {
    HttpPost request = request(letter);
    ObjectNode exchange = JsonNodeFactory.instance.objectNode();
    exchange.set("request", told(letter.url(), request));
    ScheduledFuture<?> end =
        watch.schedule(request::cancel, letter.patience().toMillis(), TimeUnit.MILLISECONDS);
    try {
      ClassicHttpResponse response =
          client.executeOpen(RoutingSupport.determineHost(request), request, null);
      return new Sent(heard(request, response, exchange), exchange);
    } catch (IOException | HttpException | RuntimeException e) {
      return new Sent(trouble(e, request.isAborted(), letter), exchange);
    } finally {
      end.cancel(false);
    }
  }

  /** Its status is known by now: whatever becomes of its body changes nothing. */
  private Outcome heard(HttpPost request, ClassicHttpResponse response, ObjectNode exchange) {
    try (response) {
      exchange.set("response", told(request, response));
    } catch (IOException cut) {
      log.debug("An answer's body broke off after its status, which alone counts");
    }
    return judge.of(response.getCode(), retryAfter(response));
  }

  private HttpPost request(Letter letter) {
    long now = clock.instant().getEpochSecond();
    HttpPost request = new HttpPost(TargetAddress.of(letter.url()));
    request.setHeader("webhook-id", letter.id());
    request.setHeader("webhook-timestamp", Long.toString(now));
    request.setHeader(
        "webhook-signature",
        letter.secrets().stream()
            .map(secret -> WebhookSecret.sign(secret, letter.id(), now, letter.body()))
            .collect(Collectors.joining(" ")));
    request.setEntity(new ByteArrayEntity(letter.body(), ContentType.create("application/json")));
    return request;
  }

  private static ObjectNode told(String url, HttpPost request) {
    ObjectNode headers =
        JsonNodeFactory.instance.objectNode().put("content-type", "application/json");
    for (Header header : request.getHeaders()) {
      headers.put(header.getName(), header.getValue());
    }
    ObjectNode told = JsonNodeFactory.instance.objectNode().put("url", url);
    told.set("headers", headers);
    return told;
  }

  private static ObjectNode told(HttpPost request, ClassicHttpResponse response) {
    ObjectNode headers = JsonNodeFactory.instance.objectNode();
    for (Header header : response.getHeaders()) {
      boolean withheld = header.getName().equalsIgnoreCase(WITHHELD);
      headers.put(header.getName(), withheld ? "***" : header.getValue());
    }
    ObjectNode told = JsonNodeFactory.instance.objectNode().put("status", response.getCode());
    told.set("headers", headers);
    return told.put("body", body(request, response.getEntity()));
  }

  private static String body(HttpPost request, @Nullable HttpEntity entity) {
    ByteArrayOutputStream kept = new ByteArrayOutputStream();
    if (entity != null) {
      try {
        if (!copy(entity, kept)) {
          // Or closing it would read the rest, which may have no end.
          request.cancel();
        }
      } catch (IOException | RuntimeException cut) {
        // What came until then is what there is to show.
      }
    }
    // The database's texts take no NUL.
    return kept.toString(StandardCharsets.UTF_8).replace('\0', '\uFFFD');
  }

  /**
   * A short answer is read to its end: then its connection can be used again.
   *
   * @return whether this was the end
   */
  private static boolean copy(HttpEntity entity, ByteArrayOutputStream kept) throws IOException {
    InputStream in = entity.getContent();
    byte[] piece = new byte[1024];
    while (in != null && kept.size() < ANSWER_KEPT) {
      int got = in.read(piece, 0, Math.min(piece.length, ANSWER_KEPT - kept.size()));
      if (got < 0) {
        return true;
      }
      kept.write(piece, 0, got);
    }
    return in == null;
  }

  private static @Nullable String retryAfter(ClassicHttpResponse response) {
    Header header = response.getFirstHeader("Retry-After");
    return header == null ? null : header.getValue();
  }

  private static Outcome trouble(Exception thrown, boolean outOfPatience, Letter letter) {
    for (Throwable each = thrown; each != null; each = each.getCause()) {
      if (each instanceof AllowedAddresses.NotAllowed inner) {
        return new Outcome.ConnectionDown("target-refused", String.valueOf(inner.getMessage()));
      }
    }
    return switch (NameTrouble.of(thrown, outOfPatience, letter.patience())) {
      case Heard.NotSent not -> new Outcome.ConnectionDown(not.code(), not.reason());
      case Heard.Lost lost ->
          lost.code().equals("timeout")
              ? new Outcome.Overloaded(null, lost.code(), lost.reason())
              : new Outcome.RetryAt(null, lost.code(), lost.reason());
      case Heard.Answered answered -> throw new IllegalStateException("An answer is no trouble");
    };
  }

  @Override
  public void close() {
    watch.shutdownNow();
    client.close(CloseMode.IMMEDIATE);
  }
}
