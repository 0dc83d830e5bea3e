package ru.fitcrm.hub.connectors.onec.odata;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.connectors.onec.CallsPerBase;
import ru.fitcrm.hub.connectors.onec.odata.OnecOdataSettings.ExchangePlan;
import ru.fitcrm.hub.core.sync.ClubSystem;
import ru.fitcrm.hub.core.sync.ClubSystem.Mode;
import ru.fitcrm.hub.core.sync.ClubSystem.Reading;
import ru.fitcrm.hub.core.sync.ClubSystem.Trouble;
import ru.fitcrm.hub.core.sync.Packet;
import ru.fitcrm.hub.sandbox.onec.SandboxOnec;

/** A sandbox 1C that publishes its OData interface, and the production client that reads it. */
final class ClubWithOdata implements AutoCloseable {

  static final ZoneId MOSCOW = ZoneId.of("Europe/Moscow");
  static final ExchangePlan PLAN = new ExchangePlan("ОбменСХабом", "ХАБ");

  final SandboxOnec onec;
  final OnecOdataConnector connector;
  final ClubSystem system;

  private ClubWithOdata(long clients, int pageSize) {
    Clock clock = Clock.fixed(Instant.parse("2026-11-22T09:00:00Z"), MOSCOW);
    onec =
        SandboxOnec.start(
            SandboxOnec.settings().clients(clients).today(LocalDate.of(2026, 11, 22)).clock(clock));
    connector = new OnecOdataConnector(new CallsPerBase(), 8L * 1024 * 1024);
    system = connector.open(settings(pageSize, 5), MOSCOW);
  }

  static ClubWithOdata open() {
    return new ClubWithOdata(100, 1_000);
  }

  static ClubWithOdata open(long clients, int pageSize) {
    return new ClubWithOdata(clients, pageSize);
  }

  static MapSettings map() {
    try (InputStream in =
        Objects.requireNonNull(ClubWithOdata.class.getResourceAsStream("/onec/odata-map.json"))) {
      return new ObjectMapper().readValue(in, MapSettings.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  OnecOdataSettings settings(int pageSize, int seconds) {
    return settings(pageSize, seconds, PLAN, map());
  }

  OnecOdataSettings settings(
      int pageSize, int seconds, @Nullable ExchangePlan plan, MapSettings map) {
    return new OnecOdataSettings(
        onec.publicationUrl(), "Хаб", "пароль", plan, pageSize, seconds, null, map, null);
  }

  ClubSystem open(OnecOdataSettings settings) {
    return connector.open(settings, MOSCOW);
  }

  Reading first() {
    return system.read(Mode.FULL, null);
  }

  Reading changes() {
    return system.read(Mode.CHANGES, null);
  }

  static Trouble trouble(Reading reading) {
    return ((Reading.Not) reading).trouble();
  }

  static Reading.Page page(Reading reading) {
    if (reading instanceof Reading.Not not) {
      throw new AssertionError("no page: " + not.trouble());
    }
    return (Reading.Page) reading;
  }

  /** All pages from the first to the last. */
  static List<Packet> readAll(ClubSystem system) {
    List<Packet> packets = new ArrayList<>();
    String position = null;
    do {
      Reading.Page page = page(system.read(Mode.FULL, position));
      packets.add(page.packet());
      position = page.next();
    } while (position != null);
    return packets;
  }

  @Override
  public void close() {
    system.close();
    onec.close();
  }
}
