package ru.fitcrm.hub.config.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import ru.fitcrm.hub.config.testing.ApiCaller;
import ru.fitcrm.hub.config.testing.ApiCaller.Answer;
import ru.fitcrm.hub.config.testing.HubUnderTest;
import ru.fitcrm.hub.config.testing.TestClub;
import ru.fitcrm.hub.sandbox.pbx.ClickOutcome;
import ru.fitcrm.hub.sandbox.pbx.NewCall;
import ru.fitcrm.hub.sandbox.pbx.Pace;
import ru.fitcrm.hub.sandbox.pbx.Recording;
import ru.fitcrm.hub.sandbox.pbx.SandboxPbx;

/** A day's work, and a day's mistakes, searched in the log for what must not be there. */
class NothingPrivateInLogsTest {

  private static final Duration LONG = Duration.ofSeconds(40);
  private static final String PHONE = "9167770331";
  private static final String NAME = "Серафимович";
  private static final String TEXT = "перезвоните моей маме";
  private static final String PBX_SECRET = "pbx-secret-7fd1";
  private static final String PUSH_SECRET = "push-secret-93ac";

  private final TestClub club = TestClub.make();
  private final ApiCaller admin = club.admin();
  private final KeepLines log = new KeepLines();

  @BeforeEach
  void listen() {
    log.start();
    root().addAppender(log);
  }

  @AfterEach
  void stopListening() {
    root().detachAppender(log);
  }

  @Test
  void phonesNamesTextsAndSecretsOfADayStayOutOfTheLog() {
    try (SandboxPbx pbx =
        SandboxPbx.start(SandboxPbx.settings().user("hub", PBX_SECRET).clickPace(Pace.times(4)))) {
      connect(pbx, PBX_SECRET);
      pbx.awaitSession(LONG);
      aCallComesAndIsAnswered(pbx);
      aClientIsCalled(pbx);
      peopleAreWrittenDown();
      packetsArePushed();
      mistakesAreMade();
      pbx.dropConnections();
      pbx.awaitSession(LONG);
    }

    assertThat(log.lines).as("something was logged at all").isNotEmpty();
    for (String secret : List.of(PHONE, NAME, TEXT, PBX_SECRET, PUSH_SECRET, inToken())) {
      assertThat(log.lines).noneMatch(line -> line.contains(secret));
    }
  }

  private void aCallComesAndIsAnswered(SandboxPbx pbx) {
    pbx.play(
        Recording.named("a_in_answered").asCall(new NewCall("+7" + PHONE, NAME, null)),
        Pace.times(4));
    await()
        .atMost(LONG)
        .until(
            () ->
                admin
                    .get(club.path("calls"))
                    .json()
                    .path("items")
                    .path(0)
                    .path("result")
                    .asText()
                    .equals("ANSWERED"));
  }

  private void aClientIsCalled(SandboxPbx pbx) {
    pbx.clicks(ClickOutcome.CLIENT_BUSY);
    Answer asked =
        admin.post(
            club.path("calls"), "{\"phone\": \"8%s\", \"extension\": \"101\"}".formatted(PHONE));
    assertThat(asked.status()).isEqualTo(202);
    await()
        .atMost(LONG)
        .until(() -> admin.get(club.path("calls/" + asked.id())).text("result").equals("BUSY"));
  }

  private void peopleAreWrittenDown() {
    long client =
        admin
            .post(
                club.path("clients"),
                "{\"name\": \"%s\", \"phones\": [\"+7%s\"]}".formatted(NAME, PHONE))
            .id();
    admin.post(
        club.path("tasks"),
        "{\"clientId\": %d, \"nextStep\": \"%s\", \"comment\": \"%s\"}"
            .formatted(client, TEXT, TEXT));
    admin.get(club.path("trace?phone=%2B7" + PHONE));
  }

  private void packetsArePushed() {
    String url = pushUrl();
    ApiCaller sender = HubUnderTest.shared().with(PUSH_SECRET);
    String client =
        "{\"ref\": \"1\", \"name\": \"%s\", \"phones\": [\"+7%s\"]".formatted(NAME, PHONE);
    assertThat(sender.post(url, "{\"clients\": [" + client + "}]}").status()).isEqualTo(202);
    assertThat(sender.post(url, "{\"clients\": [" + client + "}").status()).isEqualTo(400);
    assertThat(
            sender
                .post(url, "{\"clients\": [" + client + ", \"birthDate\": \"" + TEXT + "\"}]}")
                .status())
        .isEqualTo(202);
  }

  private void mistakesAreMade() {
    admin.post(club.path("clients"), "{\"name\": \"%s\", \"phones\": [\"%s".formatted(NAME, PHONE));
    admin.post(
        club.path("clients"), "{\"nick\": \"%s\", \"phones\": \"%s\"}".formatted(NAME, PHONE));
    admin.get(club.path("clients?phone=" + PHONE + "x"));
    admin.get("clubs/" + PHONE + "/clients");
    admin.post(club.path("ignored-numbers"), "{\"number\": \"+7%s\"}".formatted(PHONE));
    admin.post(club.path("ignored-numbers"), "{\"number\": \"+7%s\"}".formatted(PHONE));
  }

  private void connect(SandboxPbx pbx, String secret) {
    Answer made =
        admin.post(
            club.path("connections"),
            """
            {"kind": "asterisk", "name": "PBX", "enabled": true,
             "settings": {"host": "127.0.0.1", "port": %d, "username": "hub", "password": "%s",
                          "trunks": ["trunk"]}}"""
                .formatted(pbx.port(), secret));
    assertThat(made.status()).isEqualTo(201);
    admin.post(club.path("connections/" + made.id() + "/test"), "");
  }

  private String pushUrl() {
    return admin
        .post(
            club.path("connections"),
            """
            {"kind": "onec-push", "name": "1C", "enabled": true, "settings": {"secret": "%s"}}"""
                .formatted(PUSH_SECRET))
        .text("inUrl");
  }

  private String inToken() {
    return admin
        .get(club.path("connections"))
        .json()
        .path("items")
        .path(1)
        .path("inUrl")
        .asText()
        .substring("/in/".length());
  }

  private static Logger root() {
    return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  }

  /** Keeps every line with all its causes, as an operator would read it. */
  private static final class KeepLines extends AppenderBase<ILoggingEvent> {

    final List<String> lines = new CopyOnWriteArrayList<>();

    @Override
    protected void append(ILoggingEvent event) {
      StringBuilder line = new StringBuilder(event.getFormattedMessage());
      @Nullable IThrowableProxy cause = event.getThrowableProxy();
      while (cause != null) {
        line.append(" | ").append(cause.getMessage());
        cause = cause.getCause();
      }
      lines.add(line.toString());
    }
  }
}
