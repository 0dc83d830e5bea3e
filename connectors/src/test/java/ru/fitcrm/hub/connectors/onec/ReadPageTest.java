package ru.fitcrm.hub.connectors.onec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ReadPageTest {

  private static final String PAGE =
      "<html><head><title>1C</title><style>p {}</style></head>"
          + "<body><p>Не обнаружено&nbsp;свободной\r\n лицензии!</p></body></html>";
  private static final String WORDS = "Не обнаружено свободной лицензии!";

  @Test
  void aPageIsReadInTheAlphabetItIsWrittenIn() {
    Charset cp1251 = Charset.forName("windows-1251");
    assertThat(ReadPage.words(PAGE.getBytes(StandardCharsets.UTF_8), "text/html; charset=utf-8"))
        .isEqualTo(WORDS);
    assertThat(ReadPage.words(PAGE.getBytes(StandardCharsets.UTF_8), null)).isEqualTo(WORDS);
    assertThat(ReadPage.words(PAGE.getBytes(cp1251), "text/html; charset=windows-1251"))
        .isEqualTo(WORDS);
    assertThat(ReadPage.words(PAGE.getBytes(cp1251), "text/html")).isEqualTo(WORDS);
    assertThat(ReadPage.words(PAGE.getBytes(Charset.forName("KOI8-R")), "text/html;charset=koi8-r"))
        .isEqualTo(WORDS);
  }

  @Test
  void aCharsetThatLiesOrDoesNotExistHurtsNobody() {
    byte[] utf8 = PAGE.getBytes(StandardCharsets.UTF_8);
    assertThat(ReadPage.words(utf8, "text/html; charset=iso-8859-1")).isEqualTo(WORDS);
    assertThat(ReadPage.words(utf8, "text/html; charset=no-such-thing")).isEqualTo(WORDS);
    assertThat(ReadPage.words(utf8, "text/html; charset=windows-1251")).isEqualTo(WORDS);
  }

  @Test
  void aNovelIsCutShort() {
    byte[] novel = "слово ".repeat(10_000).getBytes(StandardCharsets.UTF_8);
    assertThat(ReadPage.words(novel, "text/plain")).hasSize(501).endsWith("…");
    assertThat(ReadPage.words(new byte[0], null)).isEmpty();
  }
}
