package ru.fitcrm.hub.connectors.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordingNameTest {

  private static final RecordingPlace PLACE =
      RecordingPlace.read("https://hub:p%40ss@pbx.example:8443/a/monitor").orElseThrow();
  private static final String BASE = "https://pbx.example:8443/a/monitor/";

  @ParameterizedTest
  @CsvSource({
    "in-1.wav, in-1.wav",
    "2026/11/22/in-1.MP3, 2026/11/22/in-1.MP3",
    "/var/spool/asterisk/monitor/2026/11/22/in-+79161234567-1.2.wav,"
        + " 2026/11/22/in-%2B79161234567-1.2.wav",
    "/srv/pbx/monitor/old/monitor/a.wav, a.wav",
    "/recordings/a.wav, a.wav",
    "in-8 (916) 123.wav, in-8%20%28916%29%20123.wav",
    "звонок.ogg, %D0%B7%D0%B2%D0%BE%D0%BD%D0%BE%D0%BA.ogg",
    "monitor/a.wav, monitor/a.wav",
    "a..b.wav, a..b.wav",
    "...wav, ...wav",
  })
  void aNameThePbxTellsIsAFileBelowThePlace(String told, String below) {
    assertThat(RecordingName.read(told).map(PLACE::of)).contains(URI.create(BASE + below));
  }

  static List<String> hostile() {
    return List.of(
        "",
        " ",
        "a",
        "a.html",
        "a.wav.php",
        ".wav",
        "../a.wav",
        "x/../../a.wav",
        "/var/spool/asterisk/monitor/../../../etc/a.wav",
        "./a.wav",
        "x/./a.wav",
        "..\\a.wav",
        "\\\\host\\a.wav",
        "%2e%2e/a.wav",
        "%2e%2e%2fa.wav",
        "..%2fa.wav",
        "..%252fa.wav",
        "//host/a.wav",
        "x//a.wav",
        "/monitor//a.wav",
        "http://evil.example/a.wav",
        "https:evil.example/a.wav",
        "file:///etc/a.wav",
        "ftp://evil.example/a.wav",
        "javascript:alert(1)//.wav",
        "c:a.wav",
        "user@host:80/a.wav",
        "a.wav?x=.wav",
        "a?b.wav",
        "a#b.wav",
        "a\u0000.wav",
        "a\r\nHost: evil.wav",
        "a\n.wav",
        "a\t.wav",
        "a;b.wav",
        "a|b.wav",
        "a*.wav",
        "<b>.wav",
        "\"a\".wav",
        "\u202Evaw.a.wav",
        "a\uFEFF.wav",
        "a\u2028.wav",
        "a\uD800.wav",
        "~root/a.wav",
        "x/.wav",
        "x/",
        "/",
        "/var/spool/asterisk/monitor/",
        "a".repeat(300) + ".wav",
        "a/".repeat(600) + "a.wav");
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void aNameThatCouldLeadElsewhereIsNotAskedFor(String told) {
    assertThat(RecordingName.read(told)).isEmpty();
  }

  @Test
  void aNameThatWasNotToldIsNotAskedFor() {
    assertThat(RecordingName.read(null)).isEmpty();
  }

  /** Whatever is told: refused, or a file below the place with a kind of sound. */
  @Property(tries = 20_000)
  void noNameLeadsOutOfThePlace(@ForAll("told") String told) {
    RecordingName.read(told)
        .ifPresent(
            name -> {
              URI file = PLACE.of(name);
              assertThat(file.toString()).startsWith(BASE).doesNotContain("\\");
              assertThat(file.normalize()).isEqualTo(file);
              assertThat(file.getHost()).isEqualTo("pbx.example");
              assertThat(file.getRawUserInfo()).isNull();
              assertThat(file.getRawQuery()).isNull();
              assertThat(file.getRawFragment()).isNull();
              assertThat(file.getPath().substring("/a/monitor/".length()).split("/"))
                  .doesNotContain("", ".", "..");
              assertThat(name.type()).startsWith("audio/");
            });
  }

  @Provide
  Arbitrary<String> told() {
    Arbitrary<String> bricks =
        Arbitraries.of(
            "..",
            ".",
            "/",
            "\\",
            "//",
            "%2e",
            "%2f",
            "%5c",
            ":",
            "@",
            "?",
            "#",
            "\u0000",
            "\r\n",
            "http://",
            "monitor",
            "/monitor/",
            "a",
            "звонок",
            "+7916",
            " ",
            ".wav",
            ".mp3",
            ".html",
            "\u202E",
            "~");
    Arbitrary<String> built = bricks.list().ofMaxSize(12).map(all -> String.join("", all));
    return Arbitraries.oneOf(
        built, built.map(text -> text + ".wav"), Arbitraries.strings().ofMaxLength(40));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "pbx.example/rec",
        "ftp://pbx.example/",
        "file:///var/spool/",
        "http://",
        "http:///rec",
        "http://pbx example/",
        "http://pbx.example/?x=1",
        "http://pbx.example/#x",
        "jar:http://pbx.example/a!/"
      })
  void whatIsNoFolderOfAWebServerIsNoPlace(String url) {
    assertThat(RecordingPlace.read(url)).isEmpty();
  }

  @Test
  void theLoginInAnAddressIsSentAndNeverSaid() {
    assertThat(PLACE.authorization()).isEqualTo("Basic aHViOnBAc3M=");
    assertThat(PLACE.of(RecordingName.read("a.wav").orElseThrow())).hasToString(BASE + "a.wav");
    assertThat(PLACE).hasToString("https://pbx.example");
  }
}
