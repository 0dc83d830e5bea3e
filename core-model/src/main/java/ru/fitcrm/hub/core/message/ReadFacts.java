package ru.fitcrm.hub.core.message;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.platform.Columns;
import ru.fitcrm.hub.core.platform.SqlFile;

/** What a text may name of an event and a person. Runs inside the club's gate. */
final class ReadFacts {

  private static final String READ = SqlFile.read(ReadFacts.class, "read_facts.sql");
  private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("dd.MM.yyyy");
  private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("dd.MM HH:mm");

  private static final Map<String, String> LICENCE_STATES =
      Map.of(
          "ENDING", "скоро закончится",
          "GRACE", "закончилась, идёт льготный период – три дня",
          "READ_ONLY", "закончилась, данные можно только смотреть",
          "BLOCKED", "закончилась, доступ закрыт");

  private static final Map<String, String> LICENCE_STATES_EN =
      Map.of(
          "ENDING", "it ends soon",
          "GRACE", "it has ended, three days are forgiven",
          "READ_ONLY", "it has ended, data can only be read",
          "BLOCKED", "it has ended, access is closed");

  private final JdbcClient jdbc;
  private final MessageSource names;

  /**
   * @param names what jobs are called on their pages, by {@code job.} and the job, and why
   *     connections fail, by {@code why.} and the code
   */
  ReadFacts(JdbcClient jdbc, MessageSource names) {
    this.jdbc = jdbc;
    this.names = names;
  }

  /**
   * @param client whom it is for; null: the event's own
   * @param language in which jobs are named
   * @return what is known
   */
  Map<Placeholder, String> of(
      @Nullable Long event, @Nullable Long client, ZoneId zone, String language) {
    return jdbc.sql(READ)
        .param("event", event, Types.BIGINT)
        .param("client", client, Types.BIGINT)
        .query((row, i) -> facts(row, zone, Locale.forLanguageTag(language)))
        .single();
  }

  private Map<Placeholder, String> facts(ResultSet row, ZoneId zone, Locale language)
      throws SQLException {
    Map<Placeholder, String> facts = new EnumMap<>(Placeholder.class);
    put(facts, Placeholder.CLIENT_NAME, row.getString("client_name"));
    put(facts, Placeholder.CLIENT_FIRST_NAME, firstName(row.getString("client_name")));
    put(facts, Placeholder.CLIENT_PHONE, row.getString("phone"));
    put(facts, Placeholder.RESPONSIBLE_NAME, row.getString("responsible_name"));
    put(facts, Placeholder.CLUB_NAME, row.getString("club_name"));
    put(facts, Placeholder.BRANCH_NAME, row.getString("branch_name"));
    put(facts, Placeholder.BRANCH_ADDRESS, row.getString("branch_address"));
    put(facts, Placeholder.CONTRACT_TITLE, row.getString("title"));
    put(facts, Placeholder.CONTRACT_ENDS_ON, date(Columns.date(row, "ends_on")));
    put(facts, Placeholder.CONTRACT_DEBT, money(row.getBigDecimal("debt")));
    put(facts, Placeholder.CONTRACT_VISITS_LEFT, row.getString("visits_left"));
    put(facts, Placeholder.PAYMENT_AMOUNT, money(row.getBigDecimal("amount")));
    put(facts, Placeholder.BOOKING_AT, moment(Columns.timeOrNull(row, "booking_at"), zone));
    put(facts, Placeholder.BOOKING_SERVICE, row.getString("service"));
    put(facts, Placeholder.OTHER_NAME, row.getString("other_name"));
    put(facts, Placeholder.TASKS_OVERDUE, row.getString("overdue"));
    put(facts, Placeholder.TASKS_OLDEST, date(Columns.date(row, "oldest_due_on")));
    put(facts, Placeholder.CONNECTION_NAME, row.getString("connection_name"));
    put(facts, Placeholder.CONNECTION_REASON, reason(row, language));
    put(facts, Placeholder.JOB_NAME, job(row.getString("job"), language));
    put(facts, Placeholder.JOB_DATE, date(Columns.date(row, "business_date")));
    put(facts, Placeholder.EVENT_AT, moment(Columns.timeOrNull(row, "occurred_at"), zone));
    licence(facts, row);
    return facts;
  }

  private @Nullable String job(@Nullable String job, Locale language) {
    return job == null ? null : names.getMessage("job." + job, null, job, language);
  }

  /** In words where the code has some, else as the connection itself says it. */
  private @Nullable String reason(ResultSet row, Locale language) throws SQLException {
    String code = row.getString("connection_code");
    if (code == null) {
      return null;
    }
    String said = row.getString("connection_error");
    return code.matches("http-\\d+")
        ? names.getMessage("why.http", new Object[] {code.substring(5)}, code, language)
        : names.getMessage("why." + code, null, said == null ? code : said, language);
  }

  private static void licence(Map<Placeholder, String> facts, ResultSet row) throws SQLException {
    String state = row.getString("licence_state");
    if (state != null) {
      put(facts, Placeholder.LICENCE_CLUB, row.getString("licence_club"));
      put(facts, Placeholder.LICENCE_VALID_UNTIL, date(Columns.date(row, "licence_until")));
      put(facts, Placeholder.LICENCE_STATE, LICENCE_STATES.get(state));
      put(facts, Placeholder.LICENCE_STATE_EN, LICENCE_STATES_EN.get(state));
    }
  }

  private static void put(
      Map<Placeholder, String> facts, Placeholder place, @Nullable String value) {
    if (value != null) {
      facts.put(place, value);
    }
  }

  /** 1C writes the family name first and the patronymic last; people by hand write one or two. */
  private static @Nullable String firstName(@Nullable String name) {
    if (name == null) {
      return null;
    }
    String[] words = name.strip().split("\\s+");
    return words.length == 3 ? words[1] : words[0];
  }

  private static @Nullable String date(@Nullable LocalDate date) {
    return date == null ? null : DATE.format(date);
  }

  private static @Nullable String moment(@Nullable Instant time, ZoneId zone) {
    return time == null ? null : MOMENT.format(time.atZone(zone));
  }

  /** For example {@code 1 500 ₽}; kopecks only where there are some. */
  private static @Nullable String money(@Nullable BigDecimal sum) {
    if (sum == null) {
      return null;
    }
    DecimalFormatSymbols russian = DecimalFormatSymbols.getInstance(Locale.forLanguageTag("ru"));
    russian.setGroupingSeparator(' ');
    boolean whole = sum.stripTrailingZeros().scale() <= 0;
    return new DecimalFormat(whole ? "#,##0" : "#,##0.00", russian).format(sum) + " ₽";
  }
}
