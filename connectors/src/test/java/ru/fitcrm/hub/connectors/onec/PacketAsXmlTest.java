package ru.fitcrm.hub.connectors.onec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import ru.fitcrm.hub.core.sync.Packet;

class PacketAsXmlTest {

  @Test
  void whatIsWrittenIsReadAgain() {
    Packet packet =
        new Packet(
            List.of(
                new Packet.Client(
                    "p1", "3", "Анна", List.of("1", "2"), "a@b.ru", "1990-01-02", "b1", "true"),
                new Packet.Client("p2", null, null, List.of(), null, null, null, null)),
            List.of(
                new Packet.Contract(
                    "c1",
                    "4",
                    "p1",
                    "MEMBERSHIP",
                    "RECURRING",
                    "Клуб",
                    "ACTIVE",
                    "2026-01-01",
                    "2026-12-31",
                    "2026-11-30",
                    "2026-12-01",
                    "100.50",
                    "0",
                    "10",
                    "3",
                    "2026-01-01T10:00:00",
                    "false")),
            List.of(
                new Packet.Payment(
                    "y1",
                    "5",
                    "p1",
                    "c1",
                    "DEBT",
                    "10",
                    "FAILED",
                    "2026-01-01T10:00:00",
                    "t1",
                    null)),
            List.of(new Packet.Visit("v1", "6", "p1", "2026-01-01T10:00:00", null)),
            List.of(
                new Packet.Booking(
                    "b1", "7", "p1", "2026-01-01T10:00:00", "Йога", "CANCELLED", "Болен", null)),
            List.of(
                new Packet.Shift(
                    "s1", "8", "e1", "2026-01-01T10:00:00", "2026-01-01T18:00:00", "true")),
            true);

    assertThat(PacketAsXml.read(PacketAsXml.write(packet))).isEqualTo(packet);
  }

  @Test
  void aRowWithoutRefKeepsAnEmptyOneToBeRejectedBy() {
    ru.fitcrm.exchange.Packet xml = new ru.fitcrm.exchange.Packet();
    xml.getVisits().add(new ru.fitcrm.exchange.Visit());
    assertThat(PacketAsXml.read(xml).visits().getFirst().ref()).isEmpty();
  }
}
