package ru.fitcrm.hub.config.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.support.ResourceBundleMessageSource;
import ru.fitcrm.hub.core.access.Sight;

/** How names are said. */
class WordingTest {

  @ParameterizedTest
  @CsvSource({
    "ru, Север, «Север»",
    "en, Север, “Север”",
    "ru, Фитнес-клуб «Север», Фитнес-клуб «Север»",
    "en, Фитнес-клуб «Север», Фитнес-клуб «Север»",
    "ru, \"Gym\" на Ленина, \"Gym\" на Ленина",
    "ru, Джек's, «Джек's»"
  })
  void aNameHasQuotesOnce(String language, String name, String said) {
    ResourceBundleMessageSource messages = new ResourceBundleMessageSource();
    messages.setBasename("messages");
    messages.setDefaultEncoding("UTF-8");
    messages.setFallbackToSystemLocale(false);
    Wording say =
        new Wording(
            messages,
            Locale.forLanguageTag(language),
            ZoneOffset.UTC,
            Clock.systemUTC(),
            Sight.NONE);
    assertThat(say.quoted(name)).isEqualTo(said);
  }
}
