package ru.fitcrm.hub.config.api;

import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import ru.fitcrm.hub.config.console.ChooseWording;
import ru.fitcrm.hub.config.console.Wording;
import ru.fitcrm.hub.config.report.OpenReports;
import ru.fitcrm.hub.config.report.ReportFilter;
import ru.fitcrm.hub.config.report.WriteReport;
import ru.fitcrm.hub.core.platform.BusinessClock;
import ru.fitcrm.hub.core.platform.InvalidInput;
import ru.fitcrm.hub.core.platform.Listing;
import ru.fitcrm.hub.core.platform.PageRequest;
import ru.fitcrm.hub.core.report.Report;
import ru.fitcrm.hub.core.report.ReportAsked;
import ru.fitcrm.hub.core.report.ReportColumn;
import ru.fitcrm.hub.core.report.ReportPlace;
import ru.fitcrm.hub.core.report.ReportTotal;

/**
 * Reports of a club, as lists and as files. 403 with code {@code licence.module} outside the plan.
 */
@RestController
@RequestMapping("/api/v1/clubs/{club}/reports")
@Tag(name = "reports")
final class ReportsApi {

  private final OpenReports reports;
  private final WriteReport write;
  private final ChooseWording wording;
  private final BusinessClock clock;

  ReportsApi(OpenReports reports, WriteReport write, ChooseWording wording, BusinessClock clock) {
    this.reports = reports;
    this.write = write;
    this.wording = wording;
    this.clock = clock;
  }

  /**
   * A report there is.
   *
   * @param dates DAY, PERIOD or AHEAD (a period to come)
   * @param by ways to choose rows, the usual one first
   */
  record Named(
      String name,
      Report.Dates dates,
      List<String> by,
      List<ReportColumn> columns,
      List<ReportColumn> totals) {

    static Named of(Report report) {
      return new Named(
          report.name(),
          report.dates(),
          report.methods(),
          report.columns(),
          report.totals().stream().map(ReportTotal::column).toList());
    }
  }

  /** Which reports there are, and what each says. */
  @GetMapping
  Listing<Named> list(InClub club) {
    return new Listing<>(reports.all().stream().map(Named::of).toList(), null);
  }

  /**
   * A report: sleeping, lost, losing, debtors, pays-today, forecast, contracts, ltv, or statement.
   * Items come in the report's own order, with the totals of all pages.
   *
   * @param format {@code json} (a page), {@code csv} (UTF-8 with a byte order mark, semicolons) or
   *     {@code xlsx}: files hold all rows
   */
  @Masked
  @GetMapping("/{name}")
  @Nullable ResponseEntity<?> get(
      InClub club,
      @PathVariable String name,
      @ParameterObject ReportFilter filter,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable Integer limit,
      @RequestParam(defaultValue = "json") String format,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    Report report = reports.get(name);
    int rows = PageRequest.of(null, limit).limit();
    ReportPlace after = ReportPlace.parse(cursor);
    ReportAsked asked =
        filter.asked(report, LocalDate.ofInstant(clock.instant(), club.club().zone()));
    if (isFile(format)) {
      Wording say = wording.of(request, club.club(), club.who());
      WriteReport.Taken taken = new WriteReport.Taken(club.club(), report, asked, club.who());
      write.write(taken, format.equals("csv"), say, response);
      return null;
    }
    return ResponseEntity.ok(
        club.in(() -> ReportAnswer.of(report, asked, reports.open(report, asked, after, rows))));
  }

  private static boolean isFile(String format) {
    return switch (format) {
      case "json" -> false;
      case "csv", "xlsx" -> true;
      default ->
          throw new InvalidInput("format", "field.invalid", "format must be json, csv or xlsx");
    };
  }
}
