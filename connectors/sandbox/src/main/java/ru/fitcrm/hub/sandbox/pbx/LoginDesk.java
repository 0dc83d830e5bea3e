package ru.fitcrm.hub.sandbox.pbx;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Lets clients in, by plain secret or by challenge. */
final class LoginDesk {

  private final Exchange exchange;
  private final Timeline timeline;

  LoginDesk(Exchange exchange, Timeline timeline) {
    this.exchange = exchange;
    this.timeline = timeline;
  }

  void challenge(Session session, ReceivedAction action) {
    if (!"MD5".equalsIgnoreCase(action.field("AuthType"))) {
      session.send(Frame.error(action, "Must specify AuthType").done());
      return;
    }
    String challenge =
        Integer.toString(ThreadLocalRandom.current().nextInt(100_000_000, 999_999_999));
    session.challenge(challenge);
    session.send(Frame.response("Success", action).with("Challenge", challenge).done());
  }

  void login(Session session, ReceivedAction action) {
    if (isRight(session, action)) {
      welcome(session, action);
    } else {
      refuse(session, action);
    }
  }

  private boolean isRight(Session session, ReceivedAction action) {
    String user = action.field("Username");
    String secret = user == null ? null : exchange.settings.users.get(user);
    if (secret == null) {
      return false;
    }
    String challenge = session.challenge();
    if ("MD5".equalsIgnoreCase(action.field("AuthType"))) {
      String key = action.field("Key");
      return challenge != null && key != null && md5(challenge + secret).equals(lower(key));
    }
    return secret.equals(action.field("Secret"));
  }

  private void welcome(Session session, ReceivedAction action) {
    String events = action.field("Events");
    session.loggedIn(events == null ? Rights.ALL : Rights.of(events));
    session.send(
        Frame.response("Success", action).with("Message", "Authentication accepted").done());
    @Nullable Script script = exchange.script();
    if (script == null || !script.loggedIn()) {
      session.hear(fullyBooted());
    }
  }

  private PbxEvent fullyBooted() {
    long uptime = exchange.uptimeSeconds();
    PbxEvent event =
        Frame.event("FullyBooted", "system")
            .with("Uptime", uptime)
            .with("LastReload", uptime)
            .with("Status", "Fully Booted")
            .done();
    return new PbxEvent(exchange.stamping.stamped(event.text()));
  }

  private void refuse(Session session, ReceivedAction action) {
    session.stopListening();
    timeline.after(
        exchange.settings.refusalDelay.toNanos(),
        () -> {
          session.send(Frame.error(action, "Authentication failed").done());
          session.cut(Cut.FIN);
        });
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  private static String md5(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("MD5");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JVM has no MD5, which the protocol's login needs", e);
    }
  }
}
