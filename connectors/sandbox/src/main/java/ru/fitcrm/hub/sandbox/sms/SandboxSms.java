package ru.fitcrm.hub.sandbox.sms;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A gateway of SMS on loopback that speaks sms.ru's language and Kannel's, tells of delivery after
 * a pause, and has a page at {@code /} with everybody's phones, to read and to write back.
 */
public final class SandboxSms implements AutoCloseable {

  /** Of sms.ru's language. */
  public static final String API_ID = "SANDBOX-API-ID";

  /** Of Kannel's language. */
  public static final String USER = "hub";

  /** Of Kannel's language. */
  public static final String PASSWORD = "hub-password";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CallBack callBack = new CallBack();
  private final Phones phones;
  private final SmsRuRoom smsRu;
  private final KannelRoom kannel;

  private SandboxSms(HttpServer server, Duration pause, InstantSource clock) {
    this.server = server;
    this.phones = new Phones(clock);
    this.smsRu = new SmsRuRoom(API_ID, pause, phones, callBack, clock);
    this.kannel = new KannelRoom(USER, PASSWORD, pause, phones, callBack, clock);
  }

  /**
   * Opens the gateway.
   *
   * @param port on loopback, 0 for a free one
   * @param pause from a message to its receipt
   */
  public static SandboxSms start(int port, Duration pause, InstantSource clock) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
      SandboxSms sms = new SandboxSms(server, pause, clock);
      server.createContext("/", sms::answer);
      server.setExecutor(sms.threads);
      server.start();
      return sms;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** For example {@code http://127.0.0.1:41234}: the baseUrl in both languages. */
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Receipts in sms.ru's language are posted there too. */
  public void addCallback(String url) {
    smsRu.addCallback(url);
  }

  /** What people write is told there, as Kannel tells it. */
  public void tellInbound(String url) {
    kannel.tellInbound(url);
  }

  /** In sms.ru's language the next message is refused with this code. */
  public void refuseNext(int code) {
    smsRu.refuseNext(code);
  }

  /** What lies on phones, oldest first. */
  public List<SentSms> sent() {
    return phones.all();
  }

  /**
   * A person writes to the club.
   *
   * @param from for example {@code +79161234567}
   */
  public void write(String from, String text) {
    kannel.write(from, text);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      Map<String, String> asked =
          Form.read(
              exchange.getRequestMethod().equals("GET")
                  ? exchange.getRequestURI().getRawQuery()
                  : body);
      switch (path) {
        case "/" -> reply(exchange, 200, "text/html; charset=utf-8", PhonePage.of(phones.talks()));
        case "/talks" ->
            reply(exchange, 200, "text/html; charset=utf-8", PhonePage.talks(phones.talks()));
        case "/write" -> {
          write(asked.getOrDefault("from", ""), asked.getOrDefault("text", ""));
          exchange.getResponseHeaders().set("Location", "/");
          exchange.sendResponseHeaders(303, -1);
        }
        case "/cgi-bin/sendsms" -> {
          KannelRoom.Said said = kannel.send(asked);
          reply(exchange, said.status(), "text/html", said.body());
        }
        default ->
            reply(exchange, 200, "application/json; charset=utf-8", smsRu.answer(path, asked));
      }
    }
  }

  private static void reply(HttpExchange exchange, int status, String type, String body)
      throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
    callBack.close();
  }
}
