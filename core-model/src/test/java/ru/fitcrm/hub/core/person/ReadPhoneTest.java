package ru.fitcrm.hub.core.person;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadPhoneTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "89161234567 | +79161234567",
        "8 (916) 123-45-67 | +79161234567",
        "8(916)123-45-67 | +79161234567",
        "79161234567 | +79161234567",
        "9161234567 | +79161234567",
        "+79161234567 | +79161234567",
        "++79161234567 | +79161234567",
        "тел: 8(916)1234567 | +79161234567",
        "007 916 123 45 67 | +79161234567",
        "00 7 916 123 45 67 | +79161234567",
        "0079161234567 | +79161234567",
        "8-916-123-45-67 (Иван) | +79161234567",
        "+79161234567;phone-context=ru | +79161234567",
        "810 7 701 234 5678 | +77012345678",
        "8~10 7 701 234 5678 | +77012345678",
        "87012345678 | +77012345678",
        "77012345678 | +77012345678",
        "7012345678 | +77012345678",
        "84951234567 | +74951234567",
        "+375 29 123-45-67 | +375291234567",
      })
  void aNumberIsReadHoweverItIsWritten(String written, String e164) {
    assertThat(ReadPhone.read(written, "RU").e164OrNull()).isEqualTo(e164);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"8916123456", "+7(916)12345678", "12345", "+7(000)1234567", "80291234567"})
  void aNumberThatCannotExistIsNotTakenForOne(String written) {
    assertThat(ReadPhone.read(written, "RU")).isInstanceOf(PhoneReading.Unreadable.class);
  }

  @ParameterizedTest
  @NullAndEmptySource
  @ValueSource(
      strings = {"anonymous", "Anonymous", "unknown", "<unknown>", "restricted", "  ", "МГТС"})
  void aHiddenNumberIsNoNumber(String written) {
    assertThat(ReadPhone.read(written, "RU")).isInstanceOf(PhoneReading.Withheld.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"8 495 123 45 67 доб. 12", "84951234567,12", "8 495 123-45-67 ext 12"})
  void anExtensionIsKeptApartAndAFixedLineTakesNoMessages(String written) {
    PhoneReading reading = ReadPhone.read(written, "RU");

    assertThat(reading).isEqualTo(new PhoneReading.Valid("+74951234567", "RU", false, "12"));
  }

  @ParameterizedTest
  @CsvSource({"89161234567,RU", "87012345678,KZ"})
  void theRegionTellsWhereTheNumberLives(String written, String region) {
    assertThat(ReadPhone.read(written, "RU"))
        .isInstanceOfSatisfying(
            PhoneReading.Valid.class,
            valid -> {
              assertThat(valid.region()).isEqualTo(region);
              assertThat(valid.takesMessages()).isTrue();
            });
  }

  @Property
  void everyWayOfWritingAMobileNumberIsTheSamePerson(
      @ForAll("mobile") String digits, @ForAll("style") Style style) {
    String written = style.write(digits);

    assertThat(ReadPhone.read(written, "RU").e164OrNull()).isEqualTo("+7" + digits);
  }

  @Property(tries = 2000)
  void anyTextIsReadWithoutHarm(@ForAll String text) {
    assertThat(ReadPhone.read(text, "RU")).isNotNull();
  }

  @Provide
  Arbitrary<String> mobile() {
    return Arbitraries.strings().numeric().ofLength(7).map(rest -> "916" + rest);
  }

  @Provide
  Arbitrary<Style> style() {
    return Arbitraries.of(STYLES);
  }

  interface Style {
    String write(String tenDigits);
  }

  private static final List<Style> STYLES =
      List.of(
          d -> "8" + d,
          d -> "+7" + d,
          d -> "7" + d,
          d -> d,
          d -> "007" + d,
          d -> "8 (%s) %s-%s".formatted(d.substring(0, 3), d.substring(3, 6), d.substring(6)),
          d -> "+7 %s %s %s".formatted(d.substring(0, 3), d.substring(3, 6), d.substring(6)),
          d -> " тел. +7-" + d + " (Иван)");
}
