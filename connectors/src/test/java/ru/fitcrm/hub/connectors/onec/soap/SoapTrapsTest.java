package ru.fitcrm.hub.connectors.onec.soap;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import ru.fitcrm.hub.core.sync.ClubSystem;
import ru.fitcrm.hub.core.sync.ClubSystem.Mode;
import ru.fitcrm.hub.core.sync.ClubSystem.Reading;
import ru.fitcrm.hub.core.sync.ClubSystem.Trouble;
import ru.fitcrm.hub.core.sync.ClubSystem.Trouble.Kind;
import ru.fitcrm.hub.core.sync.Packet;
import ru.fitcrm.hub.sandbox.onec.front.Answer;
import ru.fitcrm.hub.sandbox.onec.front.Fault;
import ru.fitcrm.hub.sandbox.onec.front.OnecWords;

/** Every trap of a 1C's web service that the field has paid for, on a real socket. */
class SoapTrapsTest {

  private ClubWithOnec club;

  @BeforeEach
  void open() {
    club = ClubWithOnec.open();
  }

  @AfterEach
  void close() {
    club.close();
  }

  private void expect(Kind kind, String code) {
    Trouble trouble = club.trouble();
    assertThat(trouble.code()).isEqualTo(code);
    assertThat(trouble.kind()).isEqualTo(kind);
    club.onec.faults().clear();
    assertThat(club.readAll()).isInstanceOf(Reading.Page.class);
  }

  private Packet readWith(Fault fault) {
    club.onec.faults().next(fault);
    return ClubWithOnec.page(club.readAll()).packet();
  }

  private static Fault body(String envelope) {
    return new Fault.Instead(
        Answer.of(200, "text/xml; charset=utf-8", envelope.replace("\n", "\r\n")));
  }

  // ---- busy

  @Test
  void trap_noFreeLicenceIsAnHtmlPageWithStatus500() {
    club.onec.faults().always(OnecWords.noLicence());
    expect(Kind.BUSY, "no-free-licence");
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 403, 500, 503})
  void trap_technicalWorksAreAnHtmlPageWithAnyStatus(int status) {
    club.onec.faults().always(OnecWords.technicalWorks(status));
    expect(Kind.BUSY, "maintenance");
  }

  @Test
  void trap_noFreeLicenceAsASoapFault() {
    club.onec.faults().always(OnecWords.soapFault("Не найдена лицензия. Не обнаружен ключ"));
    expect(Kind.BUSY, "no-free-licence");
  }

  @Test
  void trap_anHtmlPageInWindowsCyrillicIsReadThoughNothingSaysSo() {
    String words = "Конфигурация базы данных не соответствует сохраненной";
    for (boolean said : new boolean[] {true, false}) {
      club.onec.faults().next(OnecWords.page1251(500, words, said));
      assertThat(club.trouble())
          .isEqualTo(
              new Trouble(
                  Kind.DOWN, "http-500", "HTTP 500: 1C:Enterprise 8 application error: " + words));
    }
  }

  // ---- refused

  @Test
  void trap_aWrongPasswordIs401() {
    club.onec.faults().always(OnecWords.unauthorized());
    expect(Kind.REFUSED, "unauthorized");
  }

  @Test
  void trap_aLoginWithoutRightsIs403() {
    club.onec.faults().always(OnecWords.page(403, "Forbidden"));
    expect(Kind.REFUSED, "forbidden");
  }

  @Test
  void trap_aWrongAddressIs404OfTheWebServer() {
    club.onec.faults().always(OnecWords.page(404, "Not Found"));
    expect(Kind.REFUSED, "not-found");
  }

  @Test
  void trap_aFaultOfSeveralLinesKeepsModuleAndLineAndTellsNobodysName() {
    club.onec
        .faults()
        .always(
            OnecWords.soapFault(
                """
                Неизвестная ошибка. {WebСервис.HubExchange.Модуль(25)}: Не найден Иванов Пётр.
                по причине:
                {WebСервис.HubExchange.Модуль(25)}: телефон +7 (916) 123-45-67 не найден"""));
    assertThat(club.trouble().reason())
        .contains("{WebСервис.HubExchange.Модуль(25)}", "по причине:")
        .doesNotContain("Иванов", "916");
    expect(Kind.REFUSED, "fault");
  }

  @Test
  void trap_aSoap12ClientReadsASoap11Fault() {
    try (ClubSystem newer =
        club.connector.open(club.settings("1.2", 10, 5, null), ClubWithOnec.MOSCOW)) {
      club.onec.faults().next(OnecWords.soapFault("Не найден реквизит"));
      Trouble trouble = ClubWithOnec.trouble(newer.read(Mode.FULL, null));
      assertThat(trouble).isEqualTo(new Trouble(Kind.REFUSED, "fault", "Не найден реквизит"));
    }
  }

  @Test
  void trap_aFaultOfTheServiceItselfComesInBothVersions() {
    for (String version : new String[] {"1.1", "1.2"}) {
      try (ClubSystem system =
          club.connector.open(club.settings(version, 10, 5, null), ClubWithOnec.MOSCOW)) {
        Trouble trouble = ClubWithOnec.trouble(system.read(Mode.FULL, "НЕТ:0"));
        assertThat(trouble.kind()).isEqualTo(Kind.REFUSED);
        assertThat(trouble.code()).isEqualTo("fault");
      }
    }
  }

  @Test
  void trap_aRedirectHasNoEnvelopeAndIsNotFollowed() {
    club.onec.faults().always(OnecWords.redirect("https://example.org/login"));
    expect(Kind.REFUSED, "redirect");
  }

  // ---- down

  @Test
  void trap_nobodyListens() {
    club.onec.down();
    Trouble trouble = club.trouble();
    assertThat(trouble.kind()).isEqualTo(Kind.DOWN);
    assertThat(trouble.code()).isEqualTo("unreachable");
    club.onec.up();
    assertThat(club.readAll()).isInstanceOf(Reading.Page.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {502, 503, 504})
  void trap_aProxyWithNothingBehindItAnswersWithAnEmptyBody(int status) {
    club.onec.faults().always(OnecWords.status(status));
    expect(Kind.DOWN, "http-" + status);
  }

  @Test
  void trap_anEmpty200IsNoAnswer() {
    club.onec.faults().always(OnecWords.status(200));
    expect(Kind.DOWN, "empty-answer");
  }

  @Test
  void trap_anHtmlPageWithStatus200IsNoAnswer() {
    club.onec.faults().always(OnecWords.page(200, "Добро пожаловать"));
    assertThat(club.trouble().reason()).contains("Добро пожаловать");
    expect(Kind.DOWN, "not-onec");
  }

  @Test
  void trap_anAnswerCutInTheMiddle() {
    club.onec.faults().always(new Fault.CutAfter(3_000));
    expect(Kind.DOWN, "connection-cut");
  }

  @Test
  void trap_aConnectionClosedWithoutAByte() {
    club.onec.faults().always(new Fault.Lost());
    expect(Kind.DOWN, "connection-cut");
  }

  @Test
  void trap_aSlowAnswerEndsInTime() {
    club.onec.faults().next(new Fault.Late(Duration.ofSeconds(30)));
    try (ClubSystem hasty = club.hasty()) {
      assertThat(ClubWithOnec.trouble(hasty.read(Mode.FULL, null)).code()).isEqualTo("timeout");
      assertThat(hasty.read(Mode.FULL, null)).isInstanceOf(Reading.Page.class);
    }
  }

  @Test
  void trap_anAnswerThatDripsForeverEndsInTimeToo() {
    club.onec.faults().next(new Fault.Drip(100, Duration.ofMillis(100)));
    try (ClubSystem hasty = club.hasty()) {
      assertThat(ClubWithOnec.trouble(hasty.read(Mode.FULL, null)).code()).isEqualTo("timeout");
    }
  }

  @Test
  void trap_anAnswerLargerThanTheHubWillRead() {
    String padding = " ".repeat(Math.toIntExact(ClubWithOnec.ANSWER_CAP));
    club.onec.faults().always(OnecWords.rewritten("Body>", "Body>" + padding));
    Trouble trouble = club.trouble();
    assertThat(trouble.code()).isEqualTo("answer-too-large");
    assertThat(trouble.kind()).isEqualTo(Kind.REFUSED);
  }

  // ---- odd, but an answer

  @Test
  void trap_aByteOrderMarkBeforeTheEnvelope() {
    assertThat(readWith(OnecWords.bom()).clients()).hasSize(100);
  }

  @Test
  void trap_anEnvelopeCalledTextHtml() {
    Fault mislabelled = new Fault.Changed(answer -> Answer.of(200, "text/html", answer.body()));
    assertThat(readWith(mislabelled).clients()).hasSize(100);
    Fault unlabelled = new Fault.Changed(answer -> Answer.of(200, null, answer.body()));
    assertThat(readWith(unlabelled).clients()).hasSize(100);
  }

  @Test
  void trap_noCharsetIsUtf8AndADeclarationIsBelieved() {
    String name = readWith(OnecWords.bom()).clients().getFirst().name();
    Fault silent = new Fault.Changed(answer -> Answer.of(200, "text/xml", answer.body()));
    assertThat(readWith(silent).clients().getFirst().name()).isEqualTo(name);
    Fault declared =
        new Fault.Changed(
            answer ->
                Answer.of(
                    200,
                    "text/xml",
                    ("<?xml version=\"1.0\" encoding=\"windows-1251\"?>"
                            + new String(answer.body(), StandardCharsets.UTF_8))
                        .getBytes(OnecWords.CP1251)));
    assertThat(readWith(declared).clients().getFirst().name()).isEqualTo(name);
  }

  @Test
  void trap_1csOwnLayoutWithoutDeclarationWithTabsAndXsiTypes() {
    Packet packet =
        readWith(
            body(
                """
                <soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/">
                \t<soap:Body>
                \t\t<m:GetAllResponse xmlns:m="http://fitcrm.ru/hub-exchange/1.0">
                \t\t\t<m:return xmlns:xs="http://www.w3.org/2001/XMLSchema"
                \t\t\t\t\txmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
                \t\t\t\t\txsi:type="m:Page">
                \t\t\t\t<m:packet>
                \t\t\t\t\t<m:clients>
                \t\t\t\t\t\t<m:ref>f34d4f0a-f7df-11e0-876b-f6a059620446</m:ref>
                \t\t\t\t\t\t<m:version>7</m:version>
                \t\t\t\t\t\t<m:name>Иванова Анна</m:name>
                \t\t\t\t\t\t<m:phones>8 (916) 123-45-67</m:phones>
                \t\t\t\t\t\t<m:phones/>
                \t\t\t\t\t\t<m:email/>
                \t\t\t\t\t\t<m:birthDate>0001-01-01T00:00:00</m:birthDate>
                \t\t\t\t\t\t<m:branchRef>00000000-0000-0000-0000-000000000000</m:branchRef>
                \t\t\t\t\t\t<m:deleted>false</m:deleted>
                \t\t\t\t\t\t<m:addedByTheClub>скидка</m:addedByTheClub>
                \t\t\t\t\t</m:clients>
                \t\t\t\t\t<m:contracts>
                \t\t\t\t\t\t<m:ref>c1</m:ref>
                \t\t\t\t\t\t<m:clientRef>f34d4f0a-f7df-11e0-876b-f6a059620446</m:clientRef>
                \t\t\t\t\t\t<m:startsOn>2026-11-22T00:00:00</m:startsOn>
                \t\t\t\t\t\t<m:endsOn>послезавтра</m:endsOn>
                \t\t\t\t\t\t<m:terminatesOn xsi:nil="true"/>
                \t\t\t\t\t\t<m:price>1\u00a0233,05</m:price>
                \t\t\t\t\t\t<m:debt>0</m:debt>
                \t\t\t\t\t\t<m:visitsLeft>12.00</m:visitsLeft>
                \t\t\t\t\t</m:contracts>
                \t\t\t\t</m:packet>
                \t\t\t\t<m:next/>
                \t\t\t\t<m:receipt xsi:nil="true"/>
                \t\t\t\t<m:total>1\u00a0000</m:total>
                \t\t\t</m:return>
                \t\t</m:GetAllResponse>
                \t</soap:Body>
                </soap:Envelope>"""));

    assertThat(packet.clients())
        .containsExactly(
            new Packet.Client(
                "f34d4f0a-f7df-11e0-876b-f6a059620446",
                "7",
                "Иванова Анна",
                java.util.List.of("8 (916) 123-45-67"),
                null,
                null,
                null,
                "false"));
    Packet.Contract contract = packet.contracts().getFirst();
    assertThat(contract.startsOn()).isEqualTo("2026-11-22");
    assertThat(contract.endsOn())
        .as("a cell that cannot be read is not lost")
        .isEqualTo("послезавтра");
    assertThat(contract.terminatesOn()).isNull();
    assertThat(contract.price()).isEqualTo("1233.05");
    assertThat(contract.visitsLeft()).isEqualTo("12");
  }

  @Test
  void trap_aPageWithNothingInItIsNotTheEndOfEverything() {
    club.onec
        .faults()
        .always(
            body(
                """
                <soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body>
                <GetAllResponse xmlns="urn:another-namespace"><return/></GetAllResponse>
                </soap:Body></soap:Envelope>"""));
    expect(Kind.REFUSED, "answer-unreadable");
  }

  @Test
  void trap_unqualifiedFieldsAreSaidToBeUnreadableAndNotSilentlyEmpty() {
    club.onec
        .faults()
        .always(
            body(
                """
                <soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body>
                <m:GetAllResponse xmlns:m="http://fitcrm.ru/hub-exchange/1.0"><return><packet/></return>
                </m:GetAllResponse></soap:Body></soap:Envelope>"""));
    expect(Kind.REFUSED, "answer-unreadable");
  }

  @Test
  void trap_brokenXmlIsNotTakenForACutConnection() {
    club.onec.faults().always(OnecWords.rewritten("</", "<&"));
    expect(Kind.REFUSED, "answer-unreadable");
  }

  @Test
  void trap_anEntityIsNotExpanded() {
    club.onec
        .faults()
        .always(
            body(
                """
                <!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>
                <soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body>
                <m:GetAllResponse xmlns:m="http://fitcrm.ru/hub-exchange/1.0"><m:return><m:packet>
                <m:clients><m:ref>&e;</m:ref></m:clients></m:packet></m:return>
                </m:GetAllResponse></soap:Body></soap:Envelope>"""));
    expect(Kind.REFUSED, "answer-unreadable");
  }

  @Test
  @ExtendWith(OutputCaptureExtension.class)
  void trap_cxfLogsFaultsWithWhateverTheyTell(CapturedOutput log) {
    club.onec.faults().next(OnecWords.soapFault("Клиент Иванов Пётр, +79161234567"));
    club.trouble();
    club.onec.faults().next(OnecWords.page(500, "Клиент Иванов Пётр, +79161234567"));
    club.trouble();
    assertThat(log.getAll()).doesNotContain("Иванов").doesNotContain("9161234567");
  }

  // ---- what goes out

  @Test
  void trap_aCyrillicLoginGoesOutInUtf8AtOnce() {
    assertThat(club.readAll()).isInstanceOf(Reading.Page.class);
    assertThat(club.onec.requests()).hasSize(1);
    assertThat(club.onec.requests().getFirst().headers().get("authorization"))
        .isEqualTo(
            "Basic "
                + Base64.getEncoder()
                    .encodeToString("Хаб:пароль".getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void trap_noUpgradeToHttp2NoChunksAndNoConnectionKept() {
    assertThat(club.readAll()).isInstanceOf(Reading.Page.class);
    assertThat(club.onec.requests().getFirst().headers())
        .doesNotContainKeys("upgrade", "http2-settings", "transfer-encoding")
        .containsKey("content-length")
        .containsEntry("connection", "close");
  }

  @Test
  void trap_theSoapActionIsAs1cWantsIt() {
    assertThat(club.readAll()).isInstanceOf(Reading.Page.class);
    assertThat(club.onec.requests().getFirst().headers().get("soapaction"))
        .isEqualTo("\"http://fitcrm.ru/hub-exchange/1.0#HubExchange:GetAll\"");
    try (ClubSystem newer =
        club.connector.open(club.settings("1.2", 10, 5, null), ClubWithOnec.MOSCOW)) {
      assertThat(newer.read(Mode.CHANGES, null)).isInstanceOf(Reading.Page.class);
    }
    assertThat(club.onec.requests().getLast().headers())
        .doesNotContainKey("soapaction")
        .extractingByKey("content-type")
        .asString()
        .contains("action=\"http://fitcrm.ru/hub-exchange/1.0#HubExchange:GetChanges\"");
  }
}
