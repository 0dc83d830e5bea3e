package ru.fitcrm.hub.config.console.night;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.config.console.Visit;
import ru.fitcrm.hub.config.console.Wording;
import ru.fitcrm.hub.core.night.CronTrouble;
import ru.fitcrm.hub.core.night.JobRun;
import ru.fitcrm.hub.core.night.JobSchedule;
import ru.fitcrm.hub.core.night.NightHistory;
import ru.fitcrm.hub.core.night.RunOutcomes;

/** Says what the night did in the reader's words. */
public final class NightWords {

  private static final Pattern EVERY_DAY =
      Pattern.compile("(\\d{1,2})\\s+(\\d{1,2})\\s+\\*\\s+\\*\\s+\\*");
  private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
  private static final Pattern MONEY = Pattern.compile("(?i).*(debt|amount|price|sum|paid)");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Wording say;
  private final Locale locale;

  public NightWords(Visit visit) {
    this.say = visit.say();
    this.locale = visit.locale();
  }

  /** What a job is called. */
  public String job(String job) {
    return say.textOr("job." + job, job);
  }

  /** What a job does. */
  public String does(String job) {
    return say.textOr("job." + job + ".does", "");
  }

  /** How long work took. */
  public String lasted(long ms) {
    return ms < 1000 ? say.text("night.instant") : say.lasting(Duration.ofMillis(ms));
  }

  /** When a job runs, without its zone. */
  public String when(JobSchedule schedule) {
    Matcher daily = EVERY_DAY.matcher(schedule.cron().strip());
    if (!daily.matches()) {
      return schedule.cron();
    }
    return say.text(
        "night.daily",
        String.format(
            Locale.ROOT,
            "%02d:%02d",
            Integer.parseInt(daily.group(2)),
            Integer.parseInt(daily.group(1))));
  }

  public String zone(String zone) {
    return zone.equals(JobSchedule.EVERY_CLUBS_OWN) ? say.text("night.zone.CLUB") : zone;
  }

  /** A time by the clock it was told in. */
  public String time(OffsetDateTime at) {
    return DateTimeFormatter.ofPattern("EE d MMMM, HH:mm", locale).format(at);
  }

  /** A date, short. */
  public String date(LocalDate day) {
    return DateTimeFormatter.ofPattern("dd.MM.yyyy").format(day);
  }

  /** How the worst of a date's nights stands, null if there were none. */
  public NightHistory.@Nullable State worst(List<NightHistory.Night> nights) {
    // The states are in this order.
    return nights.stream()
        .map(NightHistory.Night::state)
        .min(Comparator.naturalOrder())
        .orElse(null);
  }

  /** How a run stands. One that was taken over from a dead node and is well is no failure. */
  public String status(JobRun run) {
    return say.text("night.status." + run.status());
  }

  public String tone(JobRun run) {
    return switch (run.status()) {
      case COMPLETED -> "bg-green-lt";
      case FAILED -> "bg-red-lt";
      case RUNNING, STOPPED -> "bg-yellow-lt";
    };
  }

  /** Why a club failed or was left out. */
  public String reason(@Nullable String reason) {
    if (reason == null || reason.isEmpty()) {
      return say.text("night.reason.unknown");
    }
    String code = reason.substring(reason.lastIndexOf(' ') + 1);
    String general = say.text("night.reason.other", reason);
    if (code.matches("08...|57P..")) {
      return say.text("night.reason.connection");
    }
    return say.textOr("night.reason." + code, say.textOr("night.reason." + reason, general));
  }

  /** What is wrong with a schedule's cron. */
  public String cron(CronTrouble trouble) {
    CronTrouble.Part part = trouble.part();
    String field = part == null ? "" : say.text("cron.part." + part) + ": ";
    return field
        + say.text(
            "cron.fault." + trouble.fault(), trouble.text(), String.valueOf(trouble.bound()));
  }

  /** The dates and amounts that led to a finding. */
  public List<String> facts(RunOutcomes.Row row) {
    return facts(row.data());
  }

  /**
   * The same of an event of the night.
   *
   * @param data JSON
   */
  public List<String> facts(String data) {
    List<String> facts = new ArrayList<>();
    read(data)
        .properties()
        .forEach(
            fact -> {
              if (fact.getValue().isValueNode() && isForPeople(fact)) {
                facts.add(fact(fact.getKey(), fact.getValue()));
              }
            });
    return facts;
  }

  private static boolean isForPeople(Map.Entry<String, JsonNode> fact) {
    return !fact.getKey().endsWith("Id") && !fact.getKey().equals("listedOn");
  }

  private String fact(String name, JsonNode value) {
    String shown = value.asText();
    if (DATE.matcher(shown).matches()) {
      shown = date(LocalDate.parse(shown));
    } else if (MONEY.matcher(name).matches() && value.isNumber()) {
      shown = say.money(new BigDecimal(shown));
    }
    return say.textOr("night.fact." + name, name) + ": " + shown;
  }

  private static JsonNode read(String data) {
    try {
      return JSON.readTree(data);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("PostgreSQL gave JSON that is none", e);
    }
  }
}
