package ru.fitcrm.hub.config.console.box;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import ru.fitcrm.hub.core.inbox.RawBody;

class ReadableBodyTest {

  private static final String FORM = "application/x-www-form-urlencoded";

  private static @Nullable String shown(String type, String text) {
    byte[] bytes = text.getBytes(Charset.forName("windows-1251"));
    return ReadableBody.of(new RawBody(type, bytes)).text();
  }

  @Test
  void aBodyInWindows1251IsShownInItsLettersWhetherItsSenderSaysSoOrNot() {
    assertThat(shown(FORM, "name=Анна&city=%D2%F3%EB%E0")).isEqualTo("name=Анна\ncity=Тула");
    assertThat(shown(FORM + "; charset=windows-1251", "name=Анна")).isEqualTo("name=Анна");
    assertThat(shown("application/json", "{\"name\":\"Анна\"}")).contains("\"name\" : \"Анна\"");
    assertThat(shown("text/plain", "Анна")).isEqualTo("Анна");
  }

  @Test
  void aCarelessFormIsShownAllTheSame() {
    assertThat(shown(FORM, "a=%2B7&comment=100%")).isEqualTo("a=+7\ncomment=100%");
  }

  @Test
  void bytesThatAreNoTextAreOnlyCounted() {
    byte[] picture = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    ReadableBody body = ReadableBody.of(new RawBody("image/png", picture));
    assertThat(body.text()).isNull();
    assertThat(body.size()).isEqualTo(8);
  }
}
