package ru.fitcrm.hub.connectors.onec;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import ru.fitcrm.hub.core.sync.ClubSystem.Trouble;
import ru.fitcrm.hub.core.sync.ClubSystem.Trouble.Kind;

/**
 * Tells what a 1C's refusal is by its words and its status. 1C gives no codes, only texts; line
 * numbers in them change with every release and mean nothing.
 */
public final class NameTrouble {

  private record Saying(Pattern words, String code) {}

  private static final List<Saying> BUSY =
      List.of(
          new Saying(
              words("не (обнаружено|найдена|найдено)[^.]{0,40}лицензи|licen[cs]e (was )?not found"),
              "no-free-licence"),
          new Saying(
              words(
                  "технически[ех] работ|начало сеанса с информационной базой запрещено"
                      + "|установлена блокировка"),
              "maintenance"),
          new Saying(
              words(
                  "конфликт блокировок|время ожидания предоставления блокировки"
                      + "|превышено максимальное время ожидания"),
              "locked"));
  private static final Pattern NO_RIGHTS = words("недостаточно прав|нарушение прав доступа");

  private NameTrouble() {}

  private static Pattern words(String pattern) {
    return Pattern.compile(pattern, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  }

  /** Trouble that passes by itself, if the text tells of one. */
  public static Optional<Trouble> busy(String text) {
    return BUSY.stream()
        .filter(saying -> saying.words().matcher(text).find())
        .findFirst()
        .map(saying -> new Trouble(Kind.BUSY, saying.code(), text));
  }

  /**
   * Of an answer that is none of the protocol's.
   *
   * @param words what a person would read in it, people hidden
   */
  public static Trouble ofPage(int status, String words) {
    return busy(words).orElseGet(() -> ofStatus(status, words));
  }

  private static Trouble ofStatus(int status, String words) {
    String reason = words.isEmpty() ? "HTTP " + status : "HTTP " + status + ": " + words;
    return switch (status) {
      case 401 -> new Trouble(Kind.REFUSED, "unauthorized", reason);
      case 403 -> new Trouble(Kind.REFUSED, "forbidden", reason);
      case 404, 405, 410 -> new Trouble(Kind.REFUSED, "not-found", reason);
      case 406 -> new Trouble(Kind.BUSY, "no-session", reason);
      case 429 -> new Trouble(Kind.BUSY, "too-many-calls", reason);
      default -> ofRange(status, words.isEmpty(), reason);
    };
  }

  private static Trouble ofRange(int status, boolean empty, String reason) {
    if (status < 300) {
      return new Trouble(Kind.DOWN, empty ? "empty-answer" : "not-onec", reason);
    }
    if (status < 400) {
      return new Trouble(Kind.REFUSED, "redirect", reason);
    }
    return new Trouble(status < 500 ? Kind.REFUSED : Kind.DOWN, "http-" + status, reason);
  }

  /** Of an exception 1C raised while it did what was asked, people hidden. */
  public static Trouble ofFault(String text) {
    return busy(text)
        .orElseGet(
            () ->
                NO_RIGHTS.matcher(text.toLowerCase(Locale.ROOT)).find()
                    ? new Trouble(Kind.REFUSED, "forbidden", text)
                    : new Trouble(Kind.REFUSED, "fault", text));
  }
}
