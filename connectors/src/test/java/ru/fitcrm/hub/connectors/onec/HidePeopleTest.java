package ru.fitcrm.hub.connectors.onec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class HidePeopleTest {

  @Test
  void phonesMailsAndNamesAreHidden() {
    assertThat(
            HidePeople.in(
                "Клиент Иванова Анна П. (+7 (916) 123-45-67, anna@mail.ru) уже есть", List.of()))
        .isEqualTo("*** (***, ***) уже есть");
  }

  @Test
  void whereItHappenedStays() {
    String fault =
        "Неизвестная ошибка. {WebСервис.HubExchange.Модуль(25)}: Не указан тип идентификатора."
            + " f34d4f0a-f7df-11e0-876b-f6a059620446 2026-11-22T10:00:00";
    assertThat(HidePeople.in(fault, List.of())).isEqualTo(fault);
  }

  @Test
  void whatWasJustSentIsHiddenWhateverItLooksLike() {
    assertThat(
            HidePeople.in("Заявка от x7 @nick отклонена: x7 @nick", List.of("x7 @nick", "", "я")))
        .isEqualTo("Заявка от *** отклонена: ***");
  }
}
