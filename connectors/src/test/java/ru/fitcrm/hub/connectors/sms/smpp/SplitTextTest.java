package ru.fitcrm.hub.connectors.sms.smpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ru.fitcrm.hub.connectors.sms.GsmAlphabet;
import ru.fitcrm.hub.connectors.sms.smpp.SplitText.Part;

class SplitTextTest {

  private static String text(Part part) {
    return part.coding() == SplitText.UCS2
        ? new String(part.bytes(), StandardCharsets.UTF_16BE)
        : GsmAlphabet.decode(part.bytes());
  }

  @ParameterizedTest
  @CsvSource({
    "a, 160, 1",
    "a, 161, 2",
    "a, 306, 2",
    "a, 307, 3",
    "Ж, 70, 1",
    "Ж, 71, 2",
    "Ж, 134, 2",
    "Ж, 200, 3",
    "[, 80, 1",
    "[, 81, 2",
    "€, 153, 3"
  })
  void aTextIsAsManyPartsAsAPhoneCounts(String letter, int times, int parts) {
    assertThat(SplitText.of(letter.repeat(times))).hasSize(parts);
  }

  @Test
  void twoHundredCyrillicLettersAreSixtySevenSixtySevenAndSixtySix() {
    assertThat(SplitText.of("Ж".repeat(200)))
        .extracting(part -> part.bytes().length / 2)
        .containsExactly(67, 67, 66);
  }

  @Test
  void anEmojiOnTheEdgeIsNotCut() {
    List<Part> parts = SplitText.of("Ж".repeat(66) + "😀" + "Ж".repeat(30));
    assertThat(parts).extracting(SplitTextTest::text).allSatisfy(SplitTextTest::isWhole);
    assertThat(text(parts.get(1))).startsWith("😀");
  }

  private static void isWhole(String text) {
    assertThat(Character.isLowSurrogate(text.charAt(0))).isFalse();
    assertThat(Character.isHighSurrogate(text.charAt(text.length() - 1))).isFalse();
  }

  @Test
  void bracketsAndTheEuroAreOfTheAlphabetAndTheBacktickIsNot() {
    assertThat(SplitText.of("[x] {y} ~ ^ € @ _ \\ |").get(0).coding()).isEqualTo(SplitText.GSM);
    assertThat(GsmAlphabet.encode("@_€")).containsExactly(0x00, 0x11, 0x1b, 0x65);
    assertThat(SplitText.of("`").get(0).coding()).isEqualTo(SplitText.UCS2);
  }

  @Test
  void aTextTooLongForTheHeaderIsRefused() {
    assertThatThrownBy(() -> SplitText.of("Ж".repeat(67 * 255 + 1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Property(tries = 500)
  void whateverIsWrittenThePartsMakeItAgain(@ForAll("texts") String text) {
    List<Part> parts = SplitText.of(text);
    StringBuilder joined = new StringBuilder();
    for (Part part : parts) {
      assertThat(part.bytes().length)
          .isLessThanOrEqualTo(
              part.coding() == SplitText.UCS2
                  ? (parts.size() == 1 ? 140 : 134)
                  : (parts.size() == 1 ? 160 : 153));
      joined.append(text(part));
    }
    assertThat(joined.toString()).isEqualTo(text);
  }

  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> pieces =
        Arbitraries.of("a", "Z", "1", " ", "\n", "[", "€", "~", "Ж", "ё", "😀", "👩‍👧", "é", "\\");
    Arbitrary<String> gsm = Arbitraries.of("a", "[", "€", "@", "é", "\\");
    return Arbitraries.oneOf(pieces, gsm)
        .list()
        .ofMinSize(1)
        .ofMaxSize(400)
        .map(list -> String.join("", list));
  }
}
