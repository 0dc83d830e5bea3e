package ru.fitcrm.hub.config.console.report;

import jakarta.servlet.http.HttpServletResponse;
import java.time.LocalDate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import ru.fitcrm.hub.config.console.ClubPeople;
import ru.fitcrm.hub.config.console.Visit;
import ru.fitcrm.hub.config.report.OpenReports;
import ru.fitcrm.hub.config.report.ReportFilter;
import ru.fitcrm.hub.config.report.ReportTable;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.night.NightLimits;
import ru.fitcrm.hub.core.platform.InvalidInput;
import ru.fitcrm.hub.core.report.Report;
import ru.fitcrm.hub.core.report.ReportAsked;
import ru.fitcrm.hub.core.report.ReportPlace;

/** The pages «Отчёты». */
@Controller
class ReportsPage {

  private static final int ROWS = 50;

  private final ClubGate gate;
  private final OpenReports reports;
  private final NightLimits limits;
  private final ClubPeople.Read people;

  ReportsPage(ClubGate gate, OpenReports reports, NightLimits limits, ClubPeople.Read people) {
    this.gate = gate;
    this.reports = reports;
    this.limits = limits;
    this.people = people;
  }

  @GetMapping("/{club}/reports")
  String list(Visit visit, Model model) {
    model.addAttribute("names", reports.all().stream().map(Report::name).toList());
    return "console/reports";
  }

  @GetMapping("/{club}/reports/{name}")
  String show(
      Visit visit,
      @PathVariable String name,
      ReportFilter filter,
      @RequestParam(required = false) @Nullable String cursor,
      Model model,
      HttpServletResponse response) {
    Report report = reports.get(name);
    LocalDate today = visit.say().today();
    if (!report.ofPeople() && !isId(filter.clientId())) {
      return "redirect:" + visit.at("/reports");
    }
    try {
      ReportAsked asked = filter.asked(report, today);
      ReportPlace after = ReportPlace.parse(cursor);
      show(visit, report, filter, asked, after, model);
    } catch (InvalidInput wrong) {
      response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
      String code = "report.wrong." + wrong.code();
      model.addAttribute("wrong", visit.say().textOr(code, visit.say().text("report.wrong")));
      ReportFilter usual = usual(filter);
      show(visit, report, usual, usual.asked(report, today), ReportPlace.START, model);
    }
    return "console/report";
  }

  private void show(
      Visit visit,
      Report report,
      ReportFilter filter,
      ReportAsked asked,
      ReportPlace after,
      Model model) {
    gate.runInClub(visit.club().clubId(), () -> fill(visit, report, asked, after, model));
    model.addAttribute("name", report.name());
    model.addAttribute("dates", report.dates().name());
    model.addAttribute("methods", report.methods());
    model.addAttribute("ofPeople", report.ofPeople());
    model.addAttribute("asked", asked);
    model.addAttribute("first", after.equals(ReportPlace.START));
    model.addAttribute("links", new ReportLinks(report, filter, asked, visit.say().today()));
    model.addAttribute("counts", IntStream.rangeClosed(2, 10).boxed().toList());
  }

  private void fill(Visit visit, Report report, ReportAsked asked, ReportPlace after, Model model) {
    ClubPeople named = people.now();
    model.addAttribute("opened", reports.open(report, asked, after, ROWS));
    model.addAttribute("table", new ReportTable(report, visit.say(), named));
    model.addAttribute("people", named);
    model.addAttribute("limits", limits.get());
  }

  /** Of one person's report whose it is stays. */
  private static ReportFilter usual(ReportFilter filter) {
    return isId(filter.clientId())
        ? new ReportFilter(null, null, null, null, null, filter.clientId(), null, null)
        : ReportFilter.usual();
  }

  private static boolean isId(@Nullable String text) {
    return text != null && text.strip().matches("[0-9]{1,18}");
  }
}
