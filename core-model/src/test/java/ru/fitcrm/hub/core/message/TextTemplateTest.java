package ru.fitcrm.hub.core.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import ru.fitcrm.hub.core.platform.InvalidInput;

class TextTemplateTest {

  @Test
  void whatIsNotKnownLeavesNoGap() {
    TextTemplate template =
        TextTemplate.check("text", "{client.firstName}, ждём вас {booking.at} в {club.name}!");
    assertThat(template.fill(Map.of(Placeholder.CLUB_NAME, "Север")))
        .isEqualTo("ждём вас в Север!");
    assertThat(
            template.fill(
                Map.of(
                    Placeholder.CLIENT_FIRST_NAME,
                    "A$1\\",
                    Placeholder.CLUB_NAME,
                    "Север",
                    Placeholder.BOOKING_AT,
                    "01.02 10:00")))
        .isEqualTo("A$1\\, ждём вас 01.02 10:00 в Север!");
  }

  @Test
  void aCommaBeforeWhatIsNotKnownGoesWithIt() {
    TextTemplate template =
        TextTemplate.check("text", "{client.firstName}, {contract.title}! Ждём");
    assertThat(template.fill(Map.of(Placeholder.CLIENT_FIRST_NAME, "Анна")))
        .isEqualTo("Анна! Ждём");
  }

  @Test
  void anUnknownPlaceIsRefusedWithThoseThereAre() {
    assertThatThrownBy(() -> TextTemplate.check("settings.text.ru", "Привет, {name}"))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("{name}")
        .hasMessageContaining("{client.firstName}");
    assertThatThrownBy(() -> TextTemplate.check("text", "Привет, {client.name"))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("brace");
  }
}
