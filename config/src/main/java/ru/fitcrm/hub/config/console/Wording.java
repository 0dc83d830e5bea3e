package ru.fitcrm.hub.config.console;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import java.math.BigDecimal;
import java.text.DecimalFormatSymbols;
import java.text.NumberFormat;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import ru.fitcrm.hub.core.access.Sight;
import ru.fitcrm.hub.core.board.Task;
import ru.fitcrm.hub.core.call.Call;
import ru.fitcrm.hub.core.call.CallDirection;

/** Says things the way a page's reader expects: their language, their club's day and time. */
public final class Wording {

  private static final PhoneNumberUtil PHONES = PhoneNumberUtil.getInstance();
  private static final String QUOTES = "«»„“”\"";
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");
  private static final DateTimeFormatter EXACTLY = DateTimeFormatter.ofPattern("HH:mm:ss");

  private final MessageSource messages;
  private final Locale locale;
  private final ZoneId zone;
  private final Clock clock;
  private final Sight sight;

  /**
   * @param sight what of people's numbers the reader may see
   */
  public Wording(MessageSource messages, Locale locale, ZoneId zone, Clock clock, Sight sight) {
    this.messages = messages;
    this.locale = locale;
    this.zone = zone;
    this.clock = clock;
    this.sight = sight;
  }

  public String language() {
    return locale.getLanguage();
  }

  /** A text by its code. */
  public String text(String code, Object... values) {
    String text = messages.getMessage(code, values, code, locale);
    return text == null ? code : text;
  }

  /** A text by its code, or another if the code has none in this language. */
  public String textOr(String code, String otherwise) {
    String text = messages.getMessage(code, null, otherwise, locale);
    return text == null ? otherwise : text;
  }

  /** A name in the language's quotes, unless it has some of its own. */
  public String quoted(String name) {
    boolean own = name.codePoints().anyMatch(c -> QUOTES.indexOf(c) >= 0);
    return own ? name : text("common.quoted", name);
  }

  /** A person's number as the reader may see it: {@code +7 916 123-45-67}. */
  public String phone(@Nullable String number) {
    return phone(number, null);
  }

  /**
   * The same of a client or card of an employee's, who sees it in full.
   *
   * @param responsible null: nobody's
   */
  public String phone(@Nullable String number, @Nullable Long responsible) {
    return number == null || seesPhones(responsible)
        ? number(number)
        : String.valueOf(sight.phone(number));
  }

  /** Whether the reader sees the numbers of an employee's clients in full. */
  public boolean seesPhones(@Nullable Long responsible) {
    return sight.ofOneOf(responsible).phones();
  }

  /** Whose a card is: a name, a number, how many it lists; of nobody's what it is about. */
  public String whose(Task card) {
    if (card.listed() > 0) {
      return text("task.list", count(card.listed()));
    }
    if (card.clientName() != null) {
      return card.clientName();
    }
    return card.clientId() == null && card.callIds().isEmpty()
        ? card.reason()
        : phone(card.phone(), card.responsibleId());
  }

  /** A number that is nobody's secret, like the club's own; what is no number stays as it is. */
  public String number(@Nullable String number) {
    if (number == null || number.isBlank()) {
      return text("phone.withheld");
    }
    try {
      var parsed = PHONES.parse(number, "RU");
      return number.length() >= 10
          ? PHONES.format(parsed, PhoneNumberFormat.INTERNATIONAL)
          : number;
    } catch (NumberParseException e) {
      return number;
    }
  }

  public LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), zone);
  }

  /** Today, tomorrow and yesterday by name, other days by date. */
  public String day(LocalDate day) {
    LocalDate today = today();
    if (day.equals(today)) {
      return text("day.today");
    }
    if (day.equals(today.plusDays(1))) {
      return text("day.tomorrow");
    }
    if (day.equals(today.minusDays(1))) {
      return text("day.yesterday");
    }
    String pattern = day.getYear() == today.getYear() ? "d MMM" : "d MMM yyyy";
    return DateTimeFormatter.ofPattern(pattern, locale).format(day);
  }

  /** A date in full, for example of a birth. */
  public String date(LocalDate day) {
    return DateTimeFormatter.ofPattern("d MMMM yyyy", locale).format(day);
  }

  public String moment(Instant at) {
    var local = at.atZone(zone);
    return day(local.toLocalDate()) + ", " + TIME.format(local);
  }

  /** A stretch of time: {@code сегодня, 14:03–14:10}. With seconds where it is short. */
  public String span(Instant from, Instant to) {
    ZonedDateTime begin = from.atZone(zone);
    ZonedDateTime end = to.atZone(zone);
    if (!begin.toLocalDate().equals(end.toLocalDate())) {
      return moment(from) + " – " + moment(to);
    }
    boolean brief =
        begin.truncatedTo(ChronoUnit.MINUTES).equals(end.truncatedTo(ChronoUnit.MINUTES));
    DateTimeFormatter clockTime = brief ? EXACTLY : TIME;
    return day(begin.toLocalDate()) + ", " + clockTime.format(begin) + "–" + clockTime.format(end);
  }

  /** A length of time in the two greatest units: {@code 45 с}, {@code 3 мин}, {@code 2 ч 5 мин}. */
  public String lasting(Duration length) {
    long seconds = Math.max(0, length.toSeconds());
    if (seconds < 60) {
      return text("time.seconds", seconds);
    }
    if (seconds < 3600) {
      return text("time.minutes", seconds / 60);
    }
    return seconds < 86_400
        ? text("time.hours", seconds / 3600, seconds % 3600 / 60)
        : text("time.days", seconds / 86_400, seconds % 86_400 / 3600);
  }

  /** How many: {@code 12 345}. */
  public String count(long number) {
    return NumberFormat.getIntegerInstance(locale).format(number);
  }

  /** An amount of money: {@code 2 490,50 ₽}. */
  public String money(BigDecimal amount) {
    NumberFormat format = NumberFormat.getNumberInstance(locale);
    boolean whole = amount.stripTrailingZeros().scale() <= 0;
    format.setMinimumFractionDigits(whole ? 0 : 2);
    format.setMaximumFractionDigits(2);
    return format.format(amount) + "\u00a0₽";
  }

  /** A share: {@code 67 %}. */
  public String percent(double share) {
    return text("share.percent", Math.round(share * 100));
  }

  /** Whether the reader writes 0,5 and not 0.5. */
  public boolean decimalComma() {
    return DecimalFormatSymbols.getInstance(locale).getDecimalSeparator() == ',';
  }

  public ZoneId zone() {
    return zone;
  }

  /** When a card is due. */
  public String due(LocalDate on, @Nullable LocalTime time) {
    return time == null ? day(on) : day(on) + ", " + TIME.format(time);
  }

  /** A length of time: {@code 45 с}, {@code 3:05}. */
  public String length(double seconds) {
    long whole = Math.round(seconds);
    return whole < 60
        ? text("time.seconds", whole)
        : String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60);
  }

  /** What became of a call, in words. */
  public String result(Call call) {
    String because =
        call.missedBecause() == null
            ? text("call.result." + direction(call) + call.result())
            : text("call.missed." + call.missedBecause());
    return call.failure() == null
        ? because
        : because + ": " + textOr("call.failure." + call.failure(), call.failure());
  }

  private static String direction(Call call) {
    return call.direction() == CallDirection.OUTGOING ? "OUTGOING." : "";
  }

  /** Why a message did not go, in words; what has none here in those of the log. */
  public String why(@Nullable String code, @Nullable String reason) {
    String plain = reason == null ? String.valueOf(code) : reason;
    if (code == null) {
      return reason == null ? "" : reason;
    }
    return code.matches("http-\\d+")
        ? text("why.http", code.substring(5))
        : textOr("why." + code, textOr("talk.why." + code, plain));
  }

  /** Whether a call went well, badly or goes on: a colour of the page. */
  public String tone(Call call) {
    return switch (call.result()) {
      case ANSWERED -> "good";
      case RINGING, TALKING -> "live";
      case MISSED, LOST, BUSY, CANCELLED, FAILED -> "bad";
    };
  }

  /** The picture of a call, a name of Tabler's icons. */
  public String icon(Call call) {
    return switch (call.result()) {
      case ANSWERED ->
          call.direction() == CallDirection.OUTGOING ? "phone-outgoing" : "phone-incoming";
      case RINGING, TALKING -> "phone-call";
      case LOST -> "phone-off";
      case MISSED, BUSY, CANCELLED, FAILED -> "phone-x";
    };
  }
}
