package ru.fitcrm.hub.config.sheet;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import ru.fitcrm.hub.config.console.Wording;
import ru.fitcrm.hub.core.audit.AuditLog;
import ru.fitcrm.hub.core.club.Branch;
import ru.fitcrm.hub.core.club.Branches;
import ru.fitcrm.hub.core.club.Club;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.person.Client;
import ru.fitcrm.hub.core.person.ClientDirectory;
import ru.fitcrm.hub.core.person.ClientQuery;
import ru.fitcrm.hub.core.platform.InvalidInput;
import ru.fitcrm.hub.core.platform.PageRequest;

/** Clients as a table, however many: a short transaction a page. That it was taken is written. */
@Component
public final class ExportClients {

  private static final PageRequest ALL = new PageRequest(0, PageRequest.MAX_LIMIT);
  private static final List<String> COLUMNS =
      List.of(
          "id",
          "name",
          "phone",
          "email",
          "birthDate",
          "kind",
          "branch",
          "source",
          "createdAt",
          "lastActivityOn");

  private final ClubGate gate;
  private final ClientDirectory directory;
  private final Branches branches;
  private final AuditLog audit;

  ExportClients(ClubGate gate, ClientDirectory directory, Branches branches, AuditLog audit) {
    this.gate = gate;
    this.directory = directory;
    this.branches = branches;
    this.audit = audit;
  }

  /**
   * @param format {@code csv} or {@code xlsx}
   * @param by who takes it
   */
  public void write(
      Club club,
      ClientQuery query,
      String format,
      String by,
      Wording say,
      HttpServletResponse response)
      throws IOException {
    if (!format.equals("csv") && !format.equals("xlsx")) {
      throw new InvalidInput("format", "field.invalid", "format must be csv or xlsx");
    }
    gate.runInClub(
        club.clubId(),
        () -> audit.write(by, "client.exported", "client", null, Map.of("format", format)));
    boolean csv = format.equals("csv");
    response.setContentType(
        csv
            ? "text/csv;charset=UTF-8"
            : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
    response.setHeader(
        HttpHeaders.CONTENT_DISPOSITION,
        "attachment; filename=\"clients-" + club.slug() + "-" + say.today() + "." + format + "\"");
    try (SheetWriter sheet =
        csv
            ? SheetWriter.csv(response.getOutputStream())
            : SheetWriter.xlsx(response.getOutputStream(), say.text("client.search-title"))) {
      sheet.add(COLUMNS.stream().map(column -> say.text("client.sheet." + column)).toList());
      rows(club, query, say, sheet);
    }
  }

  private void rows(Club club, ClientQuery query, Wording say, SheetWriter sheet)
      throws IOException {
    Map<Long, String> names =
        gate.inClub(club.clubId(), () -> branches.list(ALL)).stream()
            .collect(Collectors.toMap(Branch::id, Branch::name));
    PageRequest page = ALL;
    List<Client> some = part(club, query, page);
    while (!some.isEmpty()) {
      for (Client client : some.subList(0, Math.min(some.size(), page.limit()))) {
        sheet.add(row(client, names, say));
      }
      if (some.size() <= page.limit()) {
        return;
      }
      page = new PageRequest(some.get(page.limit() - 1).id(), page.limit());
      some = part(club, query, page);
    }
  }

  private List<Client> part(Club club, ClientQuery query, PageRequest page) {
    return gate.inClub(club.clubId(), () -> directory.list(query, page));
  }

  private static List<String> row(Client client, Map<Long, String> branches, Wording say) {
    return List.of(
        Long.toString(client.id()),
        orEmpty(client.name()),
        client.phones().stream()
            .map(phone -> say.phone(phone.number()))
            .collect(Collectors.joining(", ")),
        orEmpty(client.email()),
        orEmpty(client.birthDate()),
        say.text("kind." + client.kind()),
        orEmpty(client.branchId() == null ? null : branches.get(client.branchId())),
        orEmpty(client.source()),
        client.createdAt().atZone(say.zone()).toLocalDate().toString(),
        orEmpty(client.lastActivityOn()));
  }

  private static String orEmpty(@Nullable Object value) {
    return value == null ? "" : value.toString();
  }
}
