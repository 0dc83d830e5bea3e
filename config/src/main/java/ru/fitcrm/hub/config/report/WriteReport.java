package ru.fitcrm.hub.config.report;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import ru.fitcrm.hub.config.console.ClubPeople;
import ru.fitcrm.hub.config.console.Wording;
import ru.fitcrm.hub.config.sheet.SheetWriter;
import ru.fitcrm.hub.core.access.Principal;
import ru.fitcrm.hub.core.audit.AuditLog;
import ru.fitcrm.hub.core.club.Club;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.report.Report;
import ru.fitcrm.hub.core.report.ReportAsked;
import ru.fitcrm.hub.core.report.ReportPlace;
import ru.fitcrm.hub.core.report.ReportRow;

/**
 * Reports as files, however long: some thousand rows at a time, each in a short transaction. That
 * one was taken is written.
 */
@Component
public final class WriteReport {

  private static final int ROWS = 5_000;
  private static final int LONGEST_TAB = 31;

  private final ClubGate gate;
  private final OpenReports reports;
  private final ClubPeople.Read people;
  private final AuditLog audit;

  WriteReport(ClubGate gate, OpenReports reports, ClubPeople.Read people, AuditLog audit) {
    this.gate = gate;
    this.reports = reports;
    this.people = people;
    this.audit = audit;
  }

  /**
   * Who takes what.
   *
   * @param who sees numbers as they may, also in files
   */
  public record Taken(Club club, Report report, ReportAsked asked, Principal who) {}

  /**
   * @param csv else a workbook, with the totals on a sheet of their own
   */
  public void write(Taken taken, boolean csv, Wording say, HttpServletResponse response)
      throws IOException {
    String name = taken.report().name();
    String ending = csv ? "csv" : "xlsx";
    Begun begun = gate.inClub(taken.club().clubId(), () -> begin(taken, say, ending));
    response.setContentType(
        csv
            ? "text/csv;charset=UTF-8"
            : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
    response.setHeader(
        HttpHeaders.CONTENT_DISPOSITION,
        "attachment; filename=\"%s-%s-%s.%s\""
            .formatted(name, taken.club().slug(), taken.asked().to(), ending));
    String title = say.text("report." + name + ".title");
    try (SheetWriter sheet =
        csv
            ? SheetWriter.csv(response.getOutputStream(), say.decimalComma())
            : SheetWriter.xlsx(response.getOutputStream(), tab(title))) {
      rows(taken, begun, say, sheet);
      sheet.next(say.text("report.totals"));
      for (List<Object> total : begun.table().totals(begun.first().totals())) {
        sheet.add(total);
      }
    }
  }

  private record Begun(ReportTable table, OpenReports.Opened first) {}

  private Begun begin(Taken taken, Wording say, String format) {
    // Asks for everything that may be refused, before the answer begins.
    OpenReports.Opened first = reports.open(taken.report(), taken.asked(), ReportPlace.START, ROWS);
    audit.write(
        taken.who().name(),
        "report.exported",
        "report",
        null,
        Map.of("report", taken.report().name(), "format", format));
    return new Begun(new ReportTable(taken.report(), say, people.now()), first);
  }

  private void rows(Taken taken, Begun begun, Wording say, SheetWriter sheet) throws IOException {
    ReportTable table = begun.table();
    sheet.add(table.heads());
    boolean balanced = !taken.report().ofPeople();
    Map<String, @Nullable Object> totals = begun.first().totals();
    if (balanced) {
      sheet.add(Balance.opening(taken.asked(), totals, say));
    }
    List<ReportRow> some = begun.first().rows();
    boolean more = begun.first().next() != null;
    while (true) {
      for (ReportRow row : some) {
        sheet.add(table.cells(row));
      }
      if (!more) {
        break;
      }
      ReportPlace after = some.getLast().place();
      some =
          gate.inClub(
              taken.club().clubId(),
              () -> reports.rows(taken.report(), taken.asked(), after, ROWS));
      more = some.size() == ROWS;
    }
    if (balanced) {
      sheet.add(Balance.closing(taken.asked(), totals, say));
    }
  }

  /** What a spreadsheet takes as a sheet's name. */
  private static String tab(String title) {
    String clean = title.replaceAll("[\\[\\]:*?/\\\\]", " ");
    return clean.substring(0, Math.min(LONGEST_TAB, clean.length()));
  }
}
