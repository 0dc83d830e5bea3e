package ru.fitcrm.hub.config.report;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import ru.fitcrm.hub.core.person.ClientDirectory;
import ru.fitcrm.hub.core.platform.NotFound;
import ru.fitcrm.hub.core.report.Report;
import ru.fitcrm.hub.core.report.ReportAsked;
import ru.fitcrm.hub.core.report.ReportBook;
import ru.fitcrm.hub.core.report.ReportPlace;
import ru.fitcrm.hub.core.report.ReportRow;

/** Reads reports for who may have them. Every call but the names runs inside the club's gate. */
@Component
public final class OpenReports {

  private final ReportBook book;
  private final ClientDirectory clients;

  OpenReports(ReportBook book, ClientDirectory clients) {
    this.book = book;
    this.clients = clients;
  }

  /**
   * A page of a report.
   *
   * @param totals over all pages
   * @param next cursor of the next page, null at the end
   * @param available whether the base has what the report needs
   * @param client whose it is, of one person's
   */
  public record Opened(
      List<ReportRow> rows,
      Map<String, @Nullable Object> totals,
      @Nullable String next,
      boolean available,
      @Nullable String client) {}

  public List<Report> all() {
    return book.all();
  }

  /**
   * @throws NotFound if there is no report of this name
   */
  public Report get(String name) {
    return book.get(name);
  }

  /**
   * @throws NotFound if the club has no such client
   */
  public Opened open(Report report, ReportAsked asked, ReportPlace after, int limit) {
    Long client = asked.client();
    String name = client == null ? null : clients.get(client).name();
    List<ReportRow> rows = book.rows(report, asked, after, limit + 1);
    List<ReportRow> page = rows.subList(0, Math.min(limit, rows.size()));
    return new Opened(
        page,
        book.totals(report, asked),
        rows.size() > limit ? page.getLast().place().toString() : null,
        book.isAvailable(report),
        name);
  }

  /** Rows alone, for files. */
  List<ReportRow> rows(Report report, ReportAsked asked, ReportPlace after, int limit) {
    return book.rows(report, asked, after, limit);
  }
}
