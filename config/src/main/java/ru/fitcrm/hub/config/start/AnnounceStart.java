package ru.fitcrm.hub.config.start;

import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.context.WebServerApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** The first words on standard output: where, who, on what, with which connections, how to stop. */
@Component
class AnnounceStart {

  private final StartSettings settings;
  private final HubDatabase database;
  private final ObjectProvider<FirstAdmin> admin;
  private final ObjectProvider<StartReport> reports;

  AnnounceStart(
      StartSettings settings,
      HubDatabase database,
      ObjectProvider<FirstAdmin> admin,
      ObjectProvider<StartReport> reports) {
    this.settings = settings;
    this.database = database;
    this.admin = admin;
    this.reports = reports;
  }

  @EventListener
  void announce(ApplicationReadyEvent ready) {
    int port =
        ready.getApplicationContext() instanceof WebServerApplicationContext web
            ? web.getWebServer().getPort()
            : settings.port();
    lines(port).forEach(System.out::println);
  }

  List<String> lines(int port) {
    List<String> lines = new ArrayList<>();
    lines.add("FitCRM Hub is ready: http://localhost:" + port + "/");
    lines.add(login());
    lines.add("Database: " + database.describe());
    lines.add("Connections: " + connections());
    lines.add("Stop: Ctrl-C or SIGTERM. API: http://localhost:" + port + "/v3/api-docs; README.md");
    lines.addAll(settings.warnings());
    return lines;
  }

  private String login() {
    FirstAdmin known = admin.getIfAvailable();
    if (known == null) {
      return "Log in: no administrator yet";
    }
    FirstAdmin.Account account = known.ensure(settings);
    String password = account.generatedPassword();
    String apiKey = account.generatedApiKey();
    return "Log in as "
        + account.email()
        + (password == null ? "" : ", password (shown this once): " + password)
        + (apiKey == null ? "" : ", API key (shown this once): " + apiKey);
  }

  private String connections() {
    List<String> said = reports.orderedStream().flatMap(report -> report.lines().stream()).toList();
    return said.isEmpty() ? "none" : String.join("; ", said);
  }
}
