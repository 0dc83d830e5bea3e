package ru.fitcrm.hub.connectors.onec.soap;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import ru.fitcrm.hub.core.sync.ClubSystem;
import ru.fitcrm.hub.core.sync.ClubSystem.Mode;
import ru.fitcrm.hub.core.sync.ClubSystem.Reading;

/** What goes out to a 1C's web service, to the header. */
class SoapRequestTest {

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
