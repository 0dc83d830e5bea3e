package ru.fitcrm.hub.config.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.core.club.Club;
import ru.fitcrm.hub.sandbox.sms.SandboxSms;

/**
 * The demo club's gateway of SMS: a twin on loopback with a page of people's phones, and the
 * connection that points the hub at it and the twin back at the hub.
 */
final class DemoSms implements AutoCloseable {

  private static final String NAME = "SMS-шлюз клуба (песочница)";

  /** So slow that a message is seen to be sent before it is delivered. */
  private static final Duration UNTIL_DELIVERED = Duration.ofSeconds(4);

  private final DemoConnections connections;
  private final ObjectMapper json;
  private final SandboxSms sms;

  DemoSms(DemoConnections connections, ObjectMapper json, InstantSource clock) {
    this.connections = connections;
    this.json = json;
    this.sms = SandboxSms.start(0, UNTIL_DELIVERED, clock);
  }

  SandboxSms sms() {
    return sms;
  }

  /**
   * @param hub address of the hub on loopback, where receipts and answers go
   */
  void connect(Club club, String hub) {
    String inUrl = hub + connections.point(club, "http-sms", NAME, settings(null)).inUrl();
    var unused = connections.point(club, "http-sms", NAME, settings(inUrl));
    sms.tellInbound(inUrl);
  }

  private ObjectNode settings(@Nullable String receiptUrl) {
    ObjectNode settings = json.createObjectNode();
    settings.put("preset", "KANNEL");
    settings.put("baseUrl", sms.url());
    settings.put("username", SandboxSms.USER);
    settings.put("password", SandboxSms.PASSWORD);
    settings.put("sender", "SEVER");
    settings.put("receiptUrl", receiptUrl);
    return settings;
  }

  @Override
  public void close() {
    sms.close();
  }
}
