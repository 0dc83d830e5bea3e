package ru.fitcrm.hub.core.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However a person spells it, their «СТОП» is heard; other words are not taken for it. */
class StopWordTest {

  private static final List<List<String>> LETTERS =
      List.of(
          List.of("с", "С", "c", "C"),
          List.of("т", "Т", "T", "t"),
          List.of("о", "О", "o", "O", "0"),
          List.of("п", "П"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "стоп",
        "СТОП!",
        " Stop ",
        "STOP.",
        "CTOП",
        "СТOП",
        "stоp",
        "ЅТОР",
        "«СТОП»",
        "\"stop\"",
        "С Т О П",
        "s.t.o.p",
        "СТ\u00adОП",
        "ст\u0301оп",
        "ＳＴＯＰ",
        "🛑 стоп",
        "СТОП-реклама",
        "Стоп, хватит писать",
        "Больше не пишите, стоп",
        "стоп\nспасибо",
        "СТОП—не надо",
        "\u200bSTOP",
        "СТ0П",
        "...стоп",
        "STOP 1234",
        "стоп_",
        "ctop",
        "стóп"
      })
  void itIsHeard(String text) {
    assertThat(StopWord.isIn(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "стопа болит",
        "Остопиздело",
        "где стоп-кран",
        "автостоп",
        "nonstop",
        "stopped",
        "степ",
        "столп",
        "1стоп",
        "Есть места на йогу?",
        "ст оп",
        "постоп",
        "шаг",
        "top",
        "stoplight ahead"
      })
  void otherWordsAreNotIt(String text) {
    assertThat(StopWord.isIn(text)).isFalse();
  }

  @Property
  void anyMixOfAlphabetsAndCasesIsHeardAtTheBeginning(
      @ForAll("words") String word,
      @ForAll("before") String before,
      @ForAll("after") String after) {
    assertThat(StopWord.isIn(before + word + after)).isTrue();
  }

  @Property
  void withALetterBesideItIsAnotherWord(@ForAll("words") String word) {
    assertThat(StopWord.isIn(word + "ка")).isFalse();
    assertThat(StopWord.isIn("а" + word.toLowerCase(Locale.ROOT))).isFalse();
  }

  @Provide
  Arbitrary<String> words() {
    return LETTERS.stream()
        .map(Arbitraries::of)
        .map(letter -> letter.map(String::valueOf))
        .reduce((one, next) -> one.flatMap(begun -> next.map(letter -> begun + letter)))
        .orElseThrow();
  }

  @Provide
  Arbitrary<String> before() {
    return Arbitraries.of("", " ", "\t", "\n", "!", "«", "\"", "-", "... ", "🙏 ", "\ufeff");
  }

  @Provide
  Arbitrary<String> after() {
    return Arbitraries.of(
        "", " ", "!", "!!!", ".", "»", "\n", ", спасибо", " реклама", "-", ")", " 🙏");
  }
}
