package ru.fitcrm.hub.config.api;

import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import ru.fitcrm.hub.config.console.ChooseWording;
import ru.fitcrm.hub.config.console.Wording;
import ru.fitcrm.hub.config.sheet.ExportClients;
import ru.fitcrm.hub.core.person.ClientKind;
import ru.fitcrm.hub.core.person.ClientQuery;

/** Clients as a file. For administrators: it is the whole base. */
@RestController
@Tag(name = "clients")
final class ClientsExportApi {

  private final ExportClients export;
  private final ChooseWording wording;

  ClientsExportApi(ExportClients export, ChooseWording wording) {
    this.export = export;
    this.wording = wording;
  }

  /**
   * All clients of the filters, however many.
   *
   * @param format {@code csv} (UTF-8 with a byte order mark, semicolons) or {@code xlsx}
   */
  @ForAdmins
  @GetMapping("/api/v1/clubs/{club}/clients/export")
  void export(
      InClub club,
      @RequestParam(required = false) @Nullable ClientKind kind,
      @RequestParam(required = false) @Nullable String q,
      @RequestParam(defaultValue = "false") boolean archived,
      @RequestParam(defaultValue = "csv") String format,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    Wording say = wording.of(request, club.club(), club.who());
    ClientQuery query = new ClientQuery(null, kind, q, archived);
    export.write(club.club(), query, format, club.author(), say, response);
  }
}
