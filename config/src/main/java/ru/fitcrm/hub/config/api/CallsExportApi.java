package ru.fitcrm.hub.config.api;

import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import ru.fitcrm.hub.config.console.ChooseWording;
import ru.fitcrm.hub.config.console.ClubPeople;
import ru.fitcrm.hub.config.console.Wording;
import ru.fitcrm.hub.config.console.call.CallSheet;
import ru.fitcrm.hub.core.audit.AuditLog;
import ru.fitcrm.hub.core.call.Call;
import ru.fitcrm.hub.core.call.CallLog;
import ru.fitcrm.hub.core.call.CallQuery;
import ru.fitcrm.hub.core.person.Client;
import ru.fitcrm.hub.core.person.ClientDirectory;
import ru.fitcrm.hub.core.platform.InvalidInput;
import ru.fitcrm.hub.core.platform.PageRequest;

/** The call journal as a file. Whoever sees calls may take them along; that they did is written. */
@RestController
@Tag(name = "calls")
final class CallsExportApi {

  private static final int ROWS = PageRequest.MAX_LIMIT;

  private final CallLog calls;
  private final ClientDirectory directory;
  private final ClubPeople.Read people;
  private final AuditLog audit;
  private final ChooseWording wording;

  CallsExportApi(
      CallLog calls,
      ClientDirectory directory,
      ClubPeople.Read people,
      AuditLog audit,
      ChooseWording wording) {
    this.calls = calls;
    this.directory = directory;
    this.people = people;
    this.audit = audit;
    this.wording = wording;
  }

  /**
   * All calls of the filters, the last begun first, however many: UTF-8 with a byte order mark,
   * semicolons.
   *
   * @param format {@code csv}
   */
  @GetMapping("/api/v1/clubs/{club}/calls/export")
  void export(
      InClub club,
      @ParameterObject CallFilter filter,
      @RequestParam(defaultValue = "csv") String format,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    if (!format.equals("csv")) {
      throw new InvalidInput("format", "field.invalid", "format must be csv");
    }
    CallQuery query = filter.query(club);
    Wording say = wording.of(request, club.club(), club.who());
    club.run(() -> audit.write(club.author(), "call.exported", "call", null, Map.of()));
    response.setContentType("text/csv;charset=UTF-8");
    response.setHeader(
        HttpHeaders.CONTENT_DISPOSITION,
        "attachment; filename=\"calls-" + club.club().slug() + "-" + say.today() + ".csv\"");
    try (CallSheet sheet = new CallSheet(response.getOutputStream(), say)) {
      write(club, query, sheet);
    }
  }

  /** A short transaction a page: a slow reader holds none. */
  private void write(InClub club, CallQuery query, CallSheet sheet) {
    ClubPeople named = club.in(people::now);
    long after = 0;
    boolean more = true;
    while (more) {
      PageRequest page = new PageRequest(after, ROWS);
      Part part = club.in(() -> read(query, page));
      sheet.add(part.calls(), part.clients(), named);
      more = part.more();
      after = part.calls().isEmpty() ? after : part.calls().getLast().id();
    }
  }

  private record Part(List<Call> calls, Map<Long, Client> clients, boolean more) {}

  private Part read(CallQuery query, PageRequest page) {
    List<Call> rows = calls.list(query, page);
    List<Call> shown = rows.subList(0, Math.min(ROWS, rows.size()));
    List<Long> ids =
        shown.stream().map(Call::clientId).filter(Objects::nonNull).distinct().toList();
    Map<Long, Client> clients =
        directory.withIds(ids).stream().collect(Collectors.toMap(Client::id, Function.identity()));
    return new Part(shown, clients, rows.size() > ROWS);
  }
}
