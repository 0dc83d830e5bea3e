package ru.fitcrm.hub.config.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.ResourceBundleMessageSource;
import ru.fitcrm.hub.core.access.Sight;

/** Why something was not taken or did not go is told in the reader's own words. */
class WhyWordsTest {

  private static final String LOGGED = "What the log says";

  /** A refusal of what came, and an outcome of what goes, each with its code in quotes. */
  private static final List<Pattern> CODES =
      List.of(
          Pattern.compile("new InvalidInput\\(\\s*[^,]+,\\s*\"([a-z][a-z.-]+)\""),
          Pattern.compile(
              "(?:Rejected|RetryAt|Overloaded|ConnectionDown|Withdrawn?|Postponed|Drop|drop|Wait|"
                  + "NotSent|Lost|Refused|GatewaySilent|Trouble)"
                  + "\\(\\s*(?:(?:null|[a-zA-Z.]+(?:\\([^()\"]*\\))?),\\s*)?\"([a-z][a-z.-]+)\","),
          Pattern.compile("(?:reason_code|[^_]code) = '([a-z.-]+)'"),
          Pattern.compile("['\"](inbox\\.(?:duplicate|failing|failed|meanwhile))['\"]"));

  /** What is said of settings when they are saved, and of questions asked of the API. */
  private static final Pattern NOT_OF_MESSAGES =
      Pattern.compile(
          ".*/(settings/.*|CheckTarget\\.java|Connectors\\.java)"
              + "|.*/core-model/.*/core/(?!(inbox|outbox|request|contract|message/(Say|Take|Text[M])|shift/Read|sync/Read)).*");

  private static Wording say(String language) {
    ResourceBundleMessageSource messages = new ResourceBundleMessageSource();
    messages.setBasename("messages");
    messages.setDefaultEncoding("UTF-8");
    messages.setFallbackToSystemLocale(false);
    return new Wording(
        messages, Locale.forLanguageTag(language), ZoneOffset.UTC, Clock.systemUTC(), Sight.NONE);
  }

  @Test
  void everyCodeOfTheHubsOwnHasWords() throws IOException {
    Set<String> codes = codes();
    assertThat(codes)
        .as("the search finds what it is for")
        .contains(
            "phone.missing",
            "payment.client-unknown",
            "inbox.duplicate",
            "gateway.login",
            "sender-lost",
            "quiet-hours",
            "timeout",
            "do-not-write",
            "already-client");
    Wording russian = say("ru");
    assertThat(codes)
        .filteredOn(
            code -> russian.why(code, LOGGED).equals(russian.text("why.other", code, LOGGED)))
        .as("codes without why.<code> in messages.properties")
        .isEmpty();
  }

  private static Set<String> codes() throws IOException {
    Set<String> codes = new TreeSet<>();
    for (String module : List.of("connectors", "routes", "core-model")) {
      try (Stream<Path> files = Files.walk(Path.of("..", module, "src", "main"))) {
        for (Path file : files.filter(WhyWordsTest::mayTellWhy).toList()) {
          String source = Files.readString(file);
          for (Pattern code : CODES) {
            for (Matcher found = code.matcher(source); found.find(); ) {
              codes.add(found.group(1));
            }
          }
        }
      }
    }
    return codes;
  }

  private static boolean mayTellWhy(Path file) {
    String path = file.toString();
    return (path.endsWith(".java") || path.endsWith(".sql"))
        && !path.contains("migration")
        && !NOT_OF_MESSAGES.matcher(path).matches();
  }

  @Test
  void aGatewaysOwnCodeIsToldAsItIsAndWhatAnotherSideSaidStays() {
    assertThat(say("ru").why("smsru-777", LOGGED))
        .isEqualTo("sms.ru не принял сообщение, код 777.");
    assertThat(say("ru").why("E12", LOGGED)).isEqualTo("Получатель ответил кодом E12.");
    assertThat(say("en").why("E12", LOGGED)).isEqualTo(LOGGED);
    assertThat(say("ru").why("http-503", LOGGED)).isEqualTo("Получатель ответил кодом 503.");
    assertThat(say("ru").why("fault", "Нет такого вида"))
        .isEqualTo("1С ответила ошибкой: Нет такого вида");
    assertThat(say("ru").why("gateway.timeout", LOGGED)).startsWith("Сервер не успел");
    assertThat(say("en").why("licence", LOGGED)).isEqualTo("the club's licence has ended");
  }
}
