package ru.fitcrm.hub.connectors.onec.soap;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
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
import ru.fitcrm.hub.sandbox.onec.front.Fault;
import ru.fitcrm.hub.sandbox.onec.front.OnecWords;

/** Every trouble a 1C's web service answers with: busy, refused or down, on a real socket. */
class SoapTroublesTest {

  private ClubWithOnec club;

  @BeforeEach
  void open() {
    club = ClubWithOnec.open();
  }

  @AfterEach
  void close() {
    club.close();
  }

  @Test
  void trap_noFreeLicenceIsAnHtmlPageWithStatus500() {
    club.onec.faults().always(OnecWords.noLicence());
    club.expect(Kind.BUSY, "no-free-licence");
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 403, 500, 503})
  void trap_technicalWorksAreAnHtmlPageWithAnyStatus(int status) {
    club.onec.faults().always(OnecWords.technicalWorks(status));
    club.expect(Kind.BUSY, "maintenance");
  }

  @Test
  void trap_noFreeLicenceAsASoapFault() {
    club.onec.faults().always(OnecWords.soapFault("Не найдена лицензия. Не обнаружен ключ"));
    club.expect(Kind.BUSY, "no-free-licence");
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

  @Test
  void trap_aWrongPasswordIs401() {
    club.onec.faults().always(OnecWords.unauthorized());
    club.expect(Kind.REFUSED, "unauthorized");
  }

  @Test
  void trap_aLoginWithoutRightsIs403() {
    club.onec.faults().always(OnecWords.page(403, "Forbidden"));
    club.expect(Kind.REFUSED, "forbidden");
  }

  @Test
  void trap_aWrongAddressIs404OfTheWebServer() {
    club.onec.faults().always(OnecWords.page(404, "Not Found"));
    club.expect(Kind.REFUSED, "not-found");
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
    club.expect(Kind.REFUSED, "fault");
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
    club.expect(Kind.REFUSED, "redirect");
  }

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
    club.expect(Kind.DOWN, "http-" + status);
  }

  @Test
  void trap_anEmpty200IsNoAnswer() {
    club.onec.faults().always(OnecWords.status(200));
    club.expect(Kind.DOWN, "empty-answer");
  }

  @Test
  void trap_anHtmlPageWithStatus200IsNoAnswer() {
    club.onec.faults().always(OnecWords.page(200, "Добро пожаловать"));
    assertThat(club.trouble().reason()).contains("Добро пожаловать");
    club.expect(Kind.DOWN, "not-onec");
  }

  @Test
  void trap_anAnswerCutInTheMiddle() {
    club.onec.faults().always(new Fault.CutAfter(3_000));
    club.expect(Kind.DOWN, "connection-cut");
  }

  @Test
  void trap_aConnectionClosedWithoutAByte() {
    club.onec.faults().always(new Fault.Lost());
    club.expect(Kind.DOWN, "connection-cut");
  }

  @Test
  void trap_aSlowAnswerEndsInTime() {
    club.onec.faults().next(new Fault.Late(Duration.ofSeconds(30)));
    try (ClubSystem hasty = club.hasty()) {
      assertThat(ClubWithOnec.trouble(hasty.read(Mode.FULL, null)).code()).isEqualTo("timeout");
      assertThat(club.readAll()).isInstanceOf(Reading.Page.class);
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

  @Test
  @ExtendWith(OutputCaptureExtension.class)
  void trap_cxfLogsFaultsWithWhateverTheyTell(CapturedOutput log) {
    club.onec.faults().next(OnecWords.soapFault("Клиент Иванов Пётр, +79161234567"));
    club.trouble();
    club.onec.faults().next(OnecWords.page(500, "Клиент Иванов Пётр, +79161234567"));
    club.trouble();
    assertThat(log.getAll()).doesNotContain("Иванов").doesNotContain("9161234567");
  }
}
