package ru.fitcrm.hub.config.console.connection;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import ru.fitcrm.hub.config.console.Visit;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.club.LeadsToSystem;
import ru.fitcrm.hub.core.connection.Connection;
import ru.fitcrm.hub.core.connection.ConnectionEdit;
import ru.fitcrm.hub.core.connection.Connections;
import ru.fitcrm.hub.core.platform.PageRequest;
import ru.fitcrm.hub.core.sync.LeadTakers;

/** The club's connections: how they fare, on and off, hold and Test. For administrators. */
@Controller
class ConnectionsPage {

  private static final PageRequest ALL = new PageRequest(0, PageRequest.MAX_LIMIT);

  private final ClubGate gate;
  private final Connections connections;
  private final TestConnection test;
  private final LeadTakers takers;

  ConnectionsPage(ClubGate gate, Connections connections, TestConnection test, LeadTakers takers) {
    this.gate = gate;
    this.connections = connections;
    this.test = test;
    this.takers = takers;
  }

  @GetMapping("/{club}/connections")
  String list(Visit visit, Model model) {
    visit.requireAdmin();
    List<Connection> list = gate.inClub(visit.club().clubId(), () -> connections.list(ALL));
    model.addAttribute("connections", list);
    model.addAttribute(
        "takesLeads", list.stream().anyMatch(one -> takers.kinds().contains(one.kind())));
    model.addAttribute("leadChoices", LeadsToSystem.values());
    return "console/connections";
  }

  /** One connection's row, for a page that watches it. */
  @GetMapping("/{club}/connections/{id}/row")
  String row(Visit visit, @PathVariable long id, Model model) {
    visit.requireAdmin();
    return show(gate.inClub(visit.club().clubId(), () -> connections.get(id)), model);
  }

  @PostMapping("/{club}/connections/{id}/enabled")
  String enable(
      Visit visit,
      @PathVariable long id,
      @RequestParam(defaultValue = "false") boolean enabled,
      Model model) {
    visit.requireAdmin();
    return show(gate.inClub(visit.club().clubId(), () -> turn(id, enabled)), model);
  }

  @PostMapping("/{club}/connections/{id}/held")
  String hold(Visit visit, @PathVariable long id, @RequestParam boolean held, Model model) {
    visit.requireAdmin();
    return show(gate.inClub(visit.club().clubId(), () -> connections.hold(id, held)), model);
  }

  @PostMapping("/{club}/connections/{id}/test")
  String test(Visit visit, @PathVariable long id, Model model) {
    visit.requireAdmin();
    model.addAttribute("report", test.saved(visit, id));
    return "console/connection-row :: report";
  }

  /** Tries what is typed in the form, saved or not. */
  @PostMapping("/{club}/connections/try")
  String tryOut(
      Visit visit,
      @RequestParam String kind,
      @RequestParam(required = false) @Nullable Long id,
      @RequestParam MultiValueMap<String, String> sent,
      Model model) {
    visit.requireAdmin();
    model.addAttribute("report", test.typed(visit, kind, SettingsText.sent(sent), id));
    return "console/connection-row :: report";
  }

  private Connection turn(long id, boolean enabled) {
    Connection now = connections.get(id);
    ConnectionEdit edit =
        new ConnectionEdit(
            now.kind(),
            now.name(),
            now.branchId(),
            enabled,
            now.settings().deepCopy(),
            java.util.Map.of());
    return connections.update(id, edit, now.version());
  }

  private static String show(Connection connection, Model model) {
    model.addAttribute("connection", connection);
    return "console/connection-row :: row";
  }
}
