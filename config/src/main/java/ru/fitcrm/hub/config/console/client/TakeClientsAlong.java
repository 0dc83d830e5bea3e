package ru.fitcrm.hub.config.console.client;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import ru.fitcrm.hub.config.console.Visit;
import ru.fitcrm.hub.config.sheet.ExportClients;
import ru.fitcrm.hub.core.person.ClientQuery;

/** The clients found, as a file. For administrators: it may be the whole base. */
@Controller
class TakeClientsAlong {

  private final ExportClients export;

  TakeClientsAlong(ExportClients export) {
    this.export = export;
  }

  @GetMapping("/{club}/clients/export")
  void export(
      Visit visit,
      @RequestParam(required = false) @Nullable String q,
      @RequestParam(defaultValue = "xlsx") String format,
      HttpServletResponse response)
      throws IOException {
    visit.requireAdmin();
    String text = q == null || q.isBlank() ? null : q.strip();
    export.write(
        visit.club(),
        new ClientQuery(null, null, text, false),
        format,
        visit.user().name(),
        visit.say(),
        response);
  }
}
