package ru.fitcrm.hub.config.console.night;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import ru.fitcrm.hub.config.console.CalendarMonth;
import ru.fitcrm.hub.config.console.Visit;
import ru.fitcrm.hub.config.night.SteerNight;
import ru.fitcrm.hub.core.club.ClubId;
import ru.fitcrm.hub.core.night.JobSchedules;
import ru.fitcrm.hub.core.night.NightHistory;

/** The page «Календарь ночей»: what became of every night, and how it goes over the weeks. */
@Controller
class NightCalendarPage {

  private static final int WEEKS = 13;

  private final NightHistory history;
  private final JobSchedules schedules;

  NightCalendarPage(NightHistory history, JobSchedules schedules) {
    this.history = history;
    this.schedules = schedules;
  }

  /**
   * A week of the chart, all figures a night.
   *
   * @param week its Monday
   */
  record Point(LocalDate week, String job, long nights, double found, double seconds) {}

  /** The weeks shown, and what is known of them. */
  record Chart(List<LocalDate> weeks, List<Point> points) {}

  @GetMapping("/{club}/night/calendar")
  String show(
      Visit visit,
      @RequestParam(required = false) @DateTimeFormat(pattern = "yyyy-MM")
          @Nullable YearMonth month,
      @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
          @Nullable LocalDate day,
      Model model) {
    ClubId reach = SteerNight.reach(visit.user());
    LocalDate today = visit.say().today();
    LocalDate chosen = day == null ? today : day;
    YearMonth shown = month == null ? YearMonth.from(chosen) : month;
    model.addAttribute("night", new NightWords(visit));
    model.addAttribute(
        "view",
        CalendarMonth.of(
            shown,
            history.nights(CalendarMonth.first(shown), CalendarMonth.last(shown), reach),
            NightHistory.Night::date,
            today,
            chosen,
            visit.locale()));
    model.addAttribute("jobs", schedules.all());
    model.addAttribute("states", NightHistory.State.values());
    return "console/night-calendar";
  }

  /** Durations and findings of the last weeks. */
  @GetMapping("/{club}/night/chart")
  @ResponseBody
  Chart chart(Visit visit) {
    ClubId reach = SteerNight.reach(visit.user());
    LocalDate last = visit.say().today();
    LocalDate first =
        last.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)).minusWeeks(WEEKS - 1);
    List<Point> points =
        history.weeks(first, last, reach).stream().map(NightCalendarPage::point).toList();
    return new Chart(
        first.datesUntil(last.plusDays(1), java.time.Period.ofWeeks(1)).toList(), points);
  }

  private static Point point(NightHistory.Week week) {
    double nights = Math.max(1, week.nights());
    return new Point(
        week.week(),
        week.job(),
        week.nights(),
        week.found() / nights,
        week.workedMs() / 1000.0 / nights);
  }
}
