package ru.fitcrm.hub.connectors.onec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ru.fitcrm.hub.core.sync.ClubSystem.Trouble;

class NameTroubleTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "500 | Не обнаружено свободной лицензии! | BUSY | no-free-licence",
        "500 | Не найдена лицензия. Не обнаружен ключ защиты программы | BUSY | no-free-licence",
        "200 | Ведутся технические работы | BUSY | maintenance",
        "403 | Начало сеанса с информационной базой запрещено. | BUSY | maintenance",
        "500 | Конфликт блокировок при выполнении транзакции | BUSY | locked",
        "401 | '' | REFUSED | unauthorized",
        "403 | Forbidden | REFUSED | forbidden",
        "404 | Not Found | REFUSED | not-found",
        "302 | '' | REFUSED | redirect",
        "406 | '' | BUSY | no-session",
        "429 | '' | BUSY | too-many-calls",
        "502 | Bad Gateway | DOWN | http-502",
        "503 | '' | DOWN | http-503",
        "500 | No space left on device | DOWN | http-500",
        "200 | '' | DOWN | empty-answer",
        "200 | Добро пожаловать | DOWN | not-onec"
      })
  void aPageIsNamedByItsWordsFirstAndThenByItsStatus(
      int status, String words, Trouble.Kind kind, String code) {
    Trouble trouble = NameTrouble.ofPage(status, words);
    assertThat(trouble.kind()).isEqualTo(kind);
    assertThat(trouble.code()).isEqualTo(code);
    assertThat(trouble.reason()).contains(words);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Не указан тип идентификатора. | REFUSED | fault",
        "Нарушение прав доступа! | REFUSED | forbidden",
        "Недостаточно прав для чтения | REFUSED | forbidden",
        "Превышено максимальное время ожидания предоставления блокировки | BUSY | locked"
      })
  void aFaultIsNamedByItsWords(String text, Trouble.Kind kind, String code) {
    assertThat(NameTrouble.ofFault(text)).isEqualTo(new Trouble(kind, code, text));
  }
}
