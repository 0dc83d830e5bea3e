package ru.fitcrm.hub.connectors.onec.odata;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
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
import ru.fitcrm.hub.core.sync.ClubSystem.Said;
import ru.fitcrm.hub.core.sync.ClubSystem.Trouble;
import ru.fitcrm.hub.core.sync.ClubSystem.Trouble.Kind;
import ru.fitcrm.hub.sandbox.onec.front.Answer;
import ru.fitcrm.hub.sandbox.onec.front.Fault;
import ru.fitcrm.hub.sandbox.onec.front.OnecWords;

/** Every trap of 1C's OData interface that the field has paid for, on a real socket. */
class OdataTrapsTest {

  private ClubWithOdata club;

  @BeforeEach
  void open() {
    club = ClubWithOdata.open();
  }

  @AfterEach
  void close() {
    club.close();
  }

  private Trouble expect(Fault fault, Kind kind, String code) {
    club.onec.faults().always(fault);
    Trouble trouble = ClubWithOdata.trouble(club.first());
    assertThat(trouble.code()).isEqualTo(code);
    assertThat(trouble.kind()).isEqualTo(kind);
    assertThat(ClubWithOdata.trouble(club.changes()).code()).isEqualTo(code);
    club.onec.faults().clear();
    assertThat(club.first()).isInstanceOf(Reading.Page.class);
    return trouble;
  }

  // ---- the four bodies of an error

  @Test
  void trap_anErrorInJsonHasItsCodeAsAText() {
    Trouble trouble =
        expect(
            OnecWords.odataError(404, "9", "Экземпляр сущности не найден"), Kind.REFUSED, "gone");
    assertThat(trouble.reason()).isEqualTo("Экземпляр сущности не найден");
    expect(OnecWords.odataError(404, "8", "Тип не найден"), Kind.REFUSED, "map-entity");
    expect(OnecWords.odataError(400, "10", "Свойство не найдено"), Kind.REFUSED, "map-property");
    expect(OnecWords.odataError(403, "20", "Недостаточно прав"), Kind.REFUSED, "forbidden");
  }

  @Test
  void trap_anErrorInXmlIsRead() {
    Trouble trouble =
        expect(
            OnecWords.odataXmlError(500, "-1", "{(3, 23)}: Неверные параметры &lt;поля&gt;"),
            Kind.REFUSED,
            "fault");
    assertThat(trouble.reason()).isEqualTo("{(3, 23)}: Неверные параметры <поля>");
  }

  @Test
  void trap_anExceptionOfTheServerIsJsonWithAByteOrderMark() {
    Trouble trouble =
        expect(
            OnecWords.exception(
                403,
                "Начало сеанса с информационной базой запрещено.\\nВедутся технические работы",
                "Ведутся технические работы"),
            Kind.BUSY,
            "maintenance");
    assertThat(trouble.reason())
        .isEqualTo("Начало сеанса с информационной базой запрещено. Ведутся технические работы");
    expect(OnecWords.exception(403, "Доступ запрещен"), Kind.REFUSED, "forbidden");
  }

  @Test
  void trap_anErrorOfThePlatformIsAPage() {
    Trouble trouble = expect(OnecWords.page(500, "No space left on device"), Kind.DOWN, "http-500");
    assertThat(trouble.reason()).contains("No space left on device");
    expect(OnecWords.noLicence(), Kind.BUSY, "no-free-licence");
    expect(OnecWords.technicalWorks(403), Kind.BUSY, "maintenance");
    expect(OnecWords.page1251(500, "Не найдена лицензия", false), Kind.BUSY, "no-free-licence");
  }

  @Test
  void trap_aReasonWithAForbiddenCharacterComesInBase64() {
    String base64 =
        Base64.getEncoder()
            .encodeToString("Ошибка\u0002блокировки".getBytes(StandardCharsets.UTF_8));
    Trouble trouble = expect(OnecWords.odataError(500, "-1", base64), Kind.REFUSED, "fault");
    assertThat(trouble.reason()).isEqualTo("Ошибка блокировки");
  }

  @Test
  void trap_noLicenceAndLocksMayComeAsAnErrorOfTheInterface() {
    expect(
        OnecWords.odataError(500, "-1", "Не обнаружено свободной лицензии!"),
        Kind.BUSY,
        "no-free-licence");
    expect(
        OnecWords.odataXmlError(500, "-1", "Конфликт блокировок при выполнении транзакции"),
        Kind.BUSY,
        "locked");
  }

  @Test
  @ExtendWith(OutputCaptureExtension.class)
  void trap_aReasonNamesNobody(CapturedOutput log) {
    Trouble trouble =
        expect(
            OnecWords.odataError(500, "-1", "Запись на имя Иванов Пётр, +79161234567, уже есть"),
            Kind.REFUSED,
            "fault");
    assertThat(trouble.reason()).contains("уже есть").doesNotContain("Иванов", "916");
    assertThat(log.getAll()).doesNotContain("Иванов").doesNotContain("9161234567");
  }

  // ---- web servers before 1C

  @Test
  void trap_a404OfTheWebServerIsNotAnObjectThatIsGone() {
    expect(OnecWords.page(404, "Not Found"), Kind.REFUSED, "not-found");
    expect(OnecWords.status(404), Kind.REFUSED, "not-found");
  }

  @Test
  void trap_aPageWithStatus200IsNotAnEmptyAnswer() {
    expect(OnecWords.page(200, "Добро пожаловать"), Kind.DOWN, "not-onec");
    expect(OnecWords.status(200), Kind.DOWN, "empty-answer");
    club.onec.faults().next("SelectChanges", OnecWords.page(200, "Шлюз"));
    assertThat(ClubWithOdata.trouble(club.changes()).code()).isEqualTo("not-onec");
    club.onec.base().change(3);
    String receipt = ClubWithOdata.page(club.changes()).receipt();
    club.onec.faults().next("NotifyChangesReceived", OnecWords.page(200, "Шлюз"));
    assertThat(((Said.Not) club.system.acknowledge(String.valueOf(receipt))).trouble().code())
        .isEqualTo("not-onec");
  }

  @Test
  void trap_xmlOfAnotherKindIsNoEmptyFeed() {
    club.onec
        .faults()
        .next(
            "SelectChanges",
            new Fault.Instead(
                Answer.of(200, "application/xml", "<?xml version=\"1.0\"?><status>ok</status>")));
    assertThat(ClubWithOdata.trouble(club.changes()).code()).isEqualTo("not-onec");
  }

  @Test
  void trap_jsonOfAnotherKindIsNoEmptyList() {
    expect(
        new Fault.Instead(Answer.of(200, "application/json", "{\"status\": \"ok\"}")),
        Kind.REFUSED,
        "answer-unreadable");
  }

  @ParameterizedTest
  @ValueSource(ints = {502, 503, 504})
  void trap_aProxyWithNothingBehindIt(int status) {
    expect(OnecWords.status(status), Kind.DOWN, "http-" + status);
  }

  @Test
  void trap_aRedirectIsNotFollowed() {
    expect(OnecWords.redirect("https://example.org/"), Kind.REFUSED, "redirect");
  }

  @Test
  void trap_anAnswerCutOrLostOrLate() {
    ClubWithOdata.page(club.first());
    expect(new Fault.CutAfter(60), Kind.DOWN, "connection-cut");
    expect(new Fault.Lost(), Kind.DOWN, "connection-cut");
    club.onec.base().change(9);
    club.onec.faults().next("SelectChanges", new Fault.CutAfter(3_000));
    assertThat(ClubWithOdata.trouble(club.changes()).code()).isEqualTo("connection-cut");
    try (ClubSystem hasty = club.open(club.settings(100, 1))) {
      club.onec.faults().next(new Fault.Late(Duration.ofSeconds(30)));
      assertThat(ClubWithOdata.trouble(hasty.read(Mode.FULL, null)).code()).isEqualTo("timeout");
      club.onec.faults().next(new Fault.Drip(10, Duration.ofMillis(100)));
      assertThat(ClubWithOdata.trouble(hasty.read(Mode.FULL, null)).code()).isEqualTo("timeout");
    }
    club.onec.down();
    assertThat(ClubWithOdata.trouble(club.first()).code()).isEqualTo("unreachable");
    club.onec.up();
    assertThat(club.first()).isInstanceOf(Reading.Page.class);
  }

  @Test
  void trap_anAnswerLargerThanTheHubWillReadIsAskedForInSmallerPages() {
    Fault padded =
        OnecWords.rewritten("\"value\"", "\"x\": \"" + " ".repeat(9_000_000) + "\", \"value\"");
    expect(padded, Kind.REFUSED, "answer-too-large");
  }

  @Test
  void trap_anEntityOfXmlIsNotExpanded() {
    club.onec
        .faults()
        .next(
            "SelectChanges",
            new Fault.Instead(
                Answer.of(
                    200,
                    "application/atom+xml",
                    """
                    <!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>
                    <feed xmlns="http://www.w3.org/2005/Atom"><entry><title>&e;</title></entry></feed>""")));
    assertThat(ClubWithOdata.trouble(club.changes()).code()).isEqualTo("answer-unreadable");
  }

  // ---- login and session

  @Test
  void trap_aCyrillicLoginGoesOutInUtf8() {
    ClubWithOdata.page(club.first());
    assertThat(club.onec.requests())
        .extracting(request -> request.headers().get("authorization"))
        .containsOnly(
            "Basic "
                + Base64.getEncoder()
                    .encodeToString("Хаб:пароль".getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void trap_aWrongPasswordIs401WhateverWasAsked() {
    club.onec.base().change(3);
    String receipt = String.valueOf(ClubWithOdata.page(club.changes()).receipt());
    expect(OnecWords.unauthorized(), Kind.REFUSED, "unauthorized");
    club.onec.faults().next("NotifyChangesReceived", OnecWords.unauthorized());
    assertThat(((Said.Not) club.system.acknowledge(receipt)).trouble().code())
        .isEqualTo("unauthorized");
  }

  @Test
  void trap_oneSessionServesAllCallsAndIsGivenBack() {
    club.onec.base().change(3);
    Reading.Page page = ClubWithOdata.page(club.changes());
    assertThat(club.onec.odata().sessions().open()).isEqualTo(1);
    club.system.acknowledge(String.valueOf(page.receipt()));
    assertThat(club.onec.odata().sessions().open()).isZero();
    assertThat(club.onec.requests())
        .extracting(request -> request.headers().getOrDefault("ibsession", "-"))
        .containsExactly("start", "-", "-", "finish");
  }

  @Test
  void trap_aSessionThatEndedMeanwhileIsBegunAgain() {
    Reading.Page page = ClubWithOdata.page(club.first());
    club.onec.odata().sessions().end();
    assertThat(club.system.read(Mode.FULL, page.next())).isInstanceOf(Reading.Page.class);
  }

  @Test
  void trap_noNewSessionIs406AndPasses() {
    club.onec.odata().sessions().most(0);
    Trouble trouble = ClubWithOdata.trouble(club.first());
    assertThat(trouble.code()).isEqualTo("no-session");
    assertThat(trouble.kind()).isEqualTo(Kind.BUSY);
    club.onec.odata().sessions().most(1);
    assertThat(club.first()).isInstanceOf(Reading.Page.class);
  }

  @Test
  void trap_aWayThatIsClosedGivesItsSessionBack() {
    try (ClubSystem other = club.open(club.settings(100, 5))) {
      ClubWithOdata.page(other.read(Mode.FULL, null));
      assertThat(club.onec.odata().sessions().open()).isEqualTo(1);
    }
    assertThat(club.onec.odata().sessions().open()).isZero();
  }

  @Test
  void trap_aDateLiteralNeedsFourDigitsOfTheYearAndReferencesAreNotCompared() {
    assertThat(List.of("Date eq datetime'1-01-01T00:00:00'", "Ref_Key gt guid'x'", "IsFolder"))
        .noneMatch(filter -> filter.matches(Filter.GRAMMAR));
    assertThat("Date ne datetime'0001-01-01T00:00:00' and Вид eq 'О''Нил'").matches(Filter.GRAMMAR);
  }
}
