package ru.fitcrm.hub.connectors.onec.soap;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.connectors.onec.CallsPerBase;
import ru.fitcrm.hub.core.sync.ClubSystem;
import ru.fitcrm.hub.core.sync.ClubSystem.Lead;
import ru.fitcrm.hub.core.sync.ClubSystem.Reading;
import ru.fitcrm.hub.core.sync.ClubSystem.Trouble;
import ru.fitcrm.hub.core.sync.ClubSystem.Trouble.Kind;
import ru.fitcrm.hub.sandbox.onec.SandboxOnec;

/** A sandbox 1C and the production client that talks to it. */
final class ClubWithOnec implements AutoCloseable {

  static final ZoneId MOSCOW = ZoneId.of("Europe/Moscow");
  static final Instant NOON = Instant.parse("2026-11-22T09:00:00Z");
  static final long ANSWER_CAP = 4L * 1024 * 1024;

  final SandboxOnec onec;
  final OnecSoapConnector connector;
  final ClubSystem system;

  private ClubWithOnec(SandboxOnec.Settings sandbox, String soapVersion, int pageSize) {
    Clock clock = Clock.fixed(NOON, MOSCOW);
    onec = SandboxOnec.start(sandbox.today(LocalDate.of(2026, 11, 22)).clock(clock));
    connector = new OnecSoapConnector(new CallsPerBase(), clock, ANSWER_CAP);
    system = connector.open(settings(soapVersion, pageSize, 5, null), MOSCOW);
  }

  static ClubWithOnec open() {
    return open("1.1");
  }

  static ClubWithOnec open(String soapVersion) {
    return open(SandboxOnec.settings(), soapVersion, 100);
  }

  static ClubWithOnec open(SandboxOnec.Settings sandbox, String soapVersion, int pageSize) {
    return new ClubWithOnec(sandbox, soapVersion, pageSize);
  }

  OnecSoapSettings settings(
      String soapVersion, int pageSize, int seconds, @Nullable String trusted) {
    return new OnecSoapSettings(
        onec.soapUrl(), "Хаб", "пароль", pageSize, seconds, soapVersion, trusted, null);
  }

  /** Another way to the same 1C, for answers that must come. */
  ClubSystem patient() {
    return connector.open(settings("1.1", 100, 60, null), MOSCOW);
  }

  /** Another way to the same 1C that loses patience after a second. */
  ClubSystem hasty() {
    return connector.open(settings("1.1", 100, 1, null), MOSCOW);
  }

  static Lead lead(String id) {
    return new Lead(id, "+79161234567", "Иванова Анна", "anna@mail.ru", "Сайт", "Хочет йогу", NOON);
  }

  Reading readAll() {
    return system.read(ClubSystem.Mode.FULL, null);
  }

  /** The trouble reading came to. */
  Trouble trouble() {
    return trouble(readAll());
  }

  static Trouble trouble(Reading reading) {
    return ((Reading.Not) reading).trouble();
  }

  /** Reads into a trouble, and well again once its cause is gone. */
  void expect(Kind kind, String code) {
    Trouble trouble = trouble();
    assertThat(trouble.code()).isEqualTo(code);
    assertThat(trouble.kind()).isEqualTo(kind);
    onec.faults().clear();
    assertThat(readAll()).isInstanceOf(Reading.Page.class);
  }

  static Reading.Page page(Reading reading) {
    if (reading instanceof Reading.Not not) {
      throw new AssertionError("no page: " + not.trouble());
    }
    return (Reading.Page) reading;
  }

  @Override
  public void close() {
    system.close();
    connector.close();
    onec.close();
  }
}
