package ru.fitcrm.hub.connectors.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Address;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ru.fitcrm.hub.connectors.MessageChannel;
import ru.fitcrm.hub.connectors.mail.SmtpSettings.Security;
import ru.fitcrm.hub.core.connection.TestReport;
import ru.fitcrm.hub.core.message.Channel;
import ru.fitcrm.hub.core.message.Purpose;
import ru.fitcrm.hub.core.message.TextToSend;
import ru.fitcrm.hub.core.outbox.Outcome;

@Isolated(
    "a refused certificate is an uncaught exception in the mail server's thread, which Awaitility tells any test that waits")
class SmtpTest {

  private final SmtpConnector connector =
      new SmtpConnector(InstantSource.fixed(Instant.parse("2026-11-22T10:00:00Z")));

  private static SmtpSettings settings(int port, Security security, @Nullable String username) {
    return SmtpSettings.read(
        "127.0.0.1",
        port,
        security,
        username,
        username == null ? null : "пароль",
        "club@example.ru",
        "Фитнес-клуб «Лето»",
        "reception@example.ru",
        null,
        3,
        null);
  }

  private static TextToSend letter(Purpose purpose, String address, String subject) {
    return new TextToSend(
        "3-17", Channel.EMAIL, address, subject, "Ждём вас!\n.\nКлуб 😀", purpose, null);
  }

  private Outcome send(SmtpSettings settings, TextToSend letter) {
    try (MessageChannel channel = connector.open(settings, (id, body) -> {})) {
      return channel.send(letter);
    }
  }

  private Outcome sendTo(ScriptedServer server) {
    return send(
        settings(server.port(), Security.NONE, null),
        letter(Purpose.SERVICE, "anna@example.ru", "Тренировка"));
  }

  // ---- a real server

  @Test
  void aLetterInRussianArrivesWholeWithAnIdOfItsOwn() throws Exception {
    GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    server.start();
    try {
      server.setUser("club@example.ru", "club", "пароль");
      SmtpSettings settings = settings(server.getSmtp().getPort(), Security.NONE, null);
      TextToSend letter = letter(Purpose.AD, "anna@example.ru", "Приглашение\r\nBcc: x@y.ru");
      assertThat(send(settings, letter)).isEqualTo(new Outcome.Accepted("<hub-3-17@example.ru>"));
      assertThat(connector.test(settings).ok()).isTrue();
      MimeMessage got = server.getReceivedMessages()[0];
      assertThat(got.getMessageID()).isEqualTo("<hub-3-17@example.ru>");
      assertThat(got.getSubject()).isEqualTo("Приглашение Bcc: x@y.ru");
      assertThat(((InternetAddress) got.getFrom()[0]).getPersonal())
          .isEqualTo("Фитнес-клуб «Лето»");
      assertThat(got.getAllRecipients())
          .extracting(Address::toString)
          .containsExactly("anna@example.ru");
      assertThat(got.getContent().toString().replace("\r\n", "\n").strip())
          .isEqualTo("Ждём вас!\n.\nКлуб 😀");
      assertThat(got.getHeader("List-Unsubscribe"))
          .containsExactly("<mailto:club@example.ru?subject=unsubscribe>");
      assertThat(got.getReplyTo()[0].toString()).isEqualTo("reception@example.ru");
    } finally {
      server.stop();
    }
  }

  @Test
  void aCertificateNobodyVouchesForStopsTheConnection() {
    GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS));
    server.start();
    try {
      SmtpSettings settings = settings(server.getSmtps().getPort(), Security.TLS, null);
      assertThat(send(settings, letter(Purpose.SERVICE, "anna@example.ru", "x")))
          .isInstanceOf(Outcome.ConnectionDown.class)
          .hasFieldOrPropertyWithValue("code", "certificate");
    } finally {
      server.stop();
    }
  }

  // ---- other letters than Latin ones in addresses

  private static SmtpSettings ofDomain(int port, String from) {
    return SmtpSettings.read(
        "127.0.0.1",
        port,
        Security.NONE,
        null,
        null,
        from,
        null,
        "reply@клуб.рф",
        "https://клуб.рф:8443/отписка?x=1",
        3,
        null);
  }

  @Test
  void aDomainInRussianIsSpelledAsServersKnowIt() throws IOException {
    try (ScriptedServer server = new ScriptedServer()) {
      SmtpSettings settings = ofDomain(server.port(), "club@клуб.рф");
      assertThat(send(settings, letter(Purpose.AD, "ivan5@почта.рф", "x")))
          .isEqualTo(new Outcome.Accepted("<hub-3-17@xn--90ard6a.xn--p1ai>"));
      assertThat(server.heard)
          .contains(
              "EHLO xn--90ard6a.xn--p1ai",
              "MAIL FROM:<club@xn--90ard6a.xn--p1ai>",
              "RCPT TO:<ivan5@xn--80a1acny.xn--p1ai>",
              "From: club@xn--90ard6a.xn--p1ai",
              "To: ivan5@xn--80a1acny.xn--p1ai",
              "Reply-To: reply@xn--90ard6a.xn--p1ai",
              "List-Unsubscribe: <https://xn--90ard6a.xn--p1ai:8443/%D0%BE%D1%82%D0%BF%D0%B8%D1%81%D0%BA%D0%B0?x=1>");
    }
  }

  @Test
  void aNameInRussianBeforeTheAtGoesToAServerThatTakesItAndToNoOther() throws IOException {
    try (ScriptedServer server =
        new ScriptedServer().answer("EHLO", "250-here\r\n250-8BITMIME\r\n250 SMTPUTF8")) {
      assertThat(
              send(
                  settings(server.port(), Security.NONE, null),
                  letter(Purpose.SERVICE, "иван@почта.рф", "Тренировка")))
          .isInstanceOf(Outcome.Accepted.class);
      assertThat(server.heard)
          .contains("RCPT TO:<иван@xn--80a1acny.xn--p1ai>")
          .anyMatch(line -> line.matches("MAIL FROM:<club@example.ru>.* SMTPUTF8.*"));
    }
    try (ScriptedServer server = new ScriptedServer()) {
      assertThat(
              send(
                  settings(server.port(), Security.NONE, null),
                  letter(Purpose.SERVICE, "иван@почта.рф", "x")))
          .isInstanceOf(Outcome.Rejected.class)
          .hasFieldOrPropertyWithValue("code", "address-needs-smtputf8");
      assertThat(connector.test(ofDomain(server.port(), "клуб@клуб.рф")).steps())
          .extracting(TestReport.Step::hint)
          .containsExactly(null, "smtp.smtputf8-missing");
      assertThat(server.heard).noneMatch(line -> line.startsWith("MAIL"));
    }
  }

  // ---- what goes wrong

  @ParameterizedTest
  @CsvSource({
    "RCPT, 451 try later, RetryAt, smtp-451",
    "RCPT, 450 greylisted, RetryAt, smtp-450",
    "RCPT, 550 no such user, Rejected, smtp-550",
    "RCPT, 421 closing, RetryAt, smtp-421",
    "MAIL, 451 busy, RetryAt, smtp-451",
    "MAIL, 553 not your address, ConnectionDown, sender-refused",
    "MAIL, 530 log in first, ConnectionDown, login-refused",
    "DATA, 452 no space, RetryAt, smtp-452",
    "DATA, 554 spam, Rejected, smtp-554",
    "., 451 later, RetryAt, smtp-451",
    "., 552 too large, Rejected, smtp-552"
  })
  void fourIsForNowAndFiveIsForGood(String command, String answer, String outcome, String code)
      throws IOException {
    try (ScriptedServer server = new ScriptedServer().answer(command, answer)) {
      Outcome told = sendTo(server);
      assertThat(told).hasFieldOrPropertyWithValue("code", code);
      assertThat(told.getClass().getSimpleName()).isEqualTo(outcome);
    }
  }

  @ParameterizedTest
  @CsvSource({"MAIL", "RCPT", "DATA"})
  void cutBeforeItsEndALetterIsSentAgain(String command) throws IOException {
    try (ScriptedServer server = new ScriptedServer().answer(command, ScriptedServer.HANG_UP)) {
      assertThat(sendTo(server)).isInstanceOf(Outcome.RetryAt.class);
    }
  }

  @Test
  void cutAfterItsLastLineNobodyKnows() throws IOException {
    try (ScriptedServer server = new ScriptedServer().answer(".", ScriptedServer.HANG_UP)) {
      assertThat(sendTo(server)).isInstanceOf(Outcome.Unknown.class);
      assertThat(server.heard).contains("Message-ID: <hub-3-17@example.ru>");
    }
  }

  @Test
  void aGoodbyeThatFailsUndoesNothing() throws IOException {
    try (ScriptedServer server = new ScriptedServer().answer("QUIT", ScriptedServer.HANG_UP)) {
      assertThat(sendTo(server)).isInstanceOf(Outcome.Accepted.class);
    }
  }

  @Test
  void aLoginThatIsRefusedStopsTheConnectionAndTestSaysSo() throws IOException {
    try (ScriptedServer server = new ScriptedServer().answer("AUTH", "535 no")) {
      SmtpSettings settings = settings(server.port(), Security.NONE, "club");
      assertThat(send(settings, letter(Purpose.SERVICE, "anna@example.ru", "x")))
          .isInstanceOf(Outcome.ConnectionDown.class)
          .hasFieldOrPropertyWithValue("code", "login-refused");
      assertThat(connector.test(settings).steps())
          .extracting(TestReport.Step::name)
          .containsExactly("reach", "login");
    }
  }

  @Test
  void withoutTheTlsThatWasAskedForNothingIsSaid() throws IOException {
    try (ScriptedServer server = new ScriptedServer()) {
      SmtpSettings settings = settings(server.port(), Security.STARTTLS, "club");
      assertThat(send(settings, letter(Purpose.SERVICE, "anna@example.ru", "x")))
          .isInstanceOf(Outcome.ConnectionDown.class)
          .hasFieldOrPropertyWithValue("code", "tls-missing");
      assertThat(server.heard).noneMatch(line -> line.startsWith("AUTH"));
    }
  }

  @Test
  void aServerThatIsNotThereCostsNoAttempt() throws IOException {
    ScriptedServer server = new ScriptedServer();
    server.close();
    assertThat(sendTo(server))
        .isInstanceOf(Outcome.ConnectionDown.class)
        .hasFieldOrPropertyWithValue("code", "unreachable");
  }

  @ParameterizedTest
  @CsvSource({
    "anna",
    "anna@",
    "anna@к..рф",
    "'a@b.ru, c@d.ru'",
    "'a@b.ru\r\nBcc: c@d.ru'",
    "@b.ru"
  })
  void whatIsNoAddressIsRejectedUnsent(String address) throws IOException {
    try (ScriptedServer server = new ScriptedServer()) {
      assertThat(
              send(
                  settings(server.port(), Security.NONE, null),
                  letter(Purpose.SERVICE, address, "x")))
          .isInstanceOf(Outcome.Rejected.class);
      assertThat(server.heard).isEmpty();
    }
  }
}
