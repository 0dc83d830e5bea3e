package ru.fitcrm.hub.config.console.connection;

import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import ru.fitcrm.hub.config.connection.SaveConnection;
import ru.fitcrm.hub.config.console.Visit;
import ru.fitcrm.hub.connectors.settings.SettingsShape;
import ru.fitcrm.hub.core.audit.AuditLog;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.connection.Connection;
import ru.fitcrm.hub.core.connection.Connections;
import ru.fitcrm.hub.core.platform.InvalidInput;
import ru.fitcrm.hub.core.platform.StaleVersion;

/** The form of a connection, made from the shape of its kind's settings. */
@Controller
class EditConnection {

  private final ClubGate gate;
  private final Connections connections;
  private final SaveConnection save;
  private final KindShapes kinds;
  private final AuditLog audit;
  private final FillForm fill;

  EditConnection(
      ClubGate gate,
      Connections connections,
      SaveConnection save,
      KindShapes kinds,
      AuditLog audit,
      FillForm fill) {
    this.gate = gate;
    this.connections = connections;
    this.save = save;
    this.kinds = kinds;
    this.audit = audit;
    this.fill = fill;
  }

  @GetMapping("/{club}/connections/new")
  String blank(Visit visit, @RequestParam(required = false) @Nullable String kind, Model model) {
    visit.requireAdmin();
    List<String> names = kinds.names();
    if (kind == null && names.size() != 1) {
      model.addAttribute("kinds", names);
      return "console/connection-kinds";
    }
    return fill.blank(visit, kind == null ? names.getFirst() : kind, model);
  }

  @PostMapping("/{club}/connections")
  String add(
      Visit visit,
      ConnectionForm form,
      @RequestParam MultiValueMap<String, String> sent,
      Model model,
      HttpServletResponse response) {
    visit.requireAdmin();
    SettingsText typed = SettingsText.sent(sent);
    SettingsShape shape = kinds.of(form.kind());
    Supplier<Connection> work = () -> save.add(form.request(ReadTyped.of(shape, typed)));
    try {
      return saved(visit, "added", work);
    } catch (InvalidInput wrong) {
      response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
      model.addAttribute("mistake", Mistake.of(wrong, shape, visit.say()));
      return fill.typed(visit, form, typed, null, model);
    }
  }

  @GetMapping("/{club}/connections/{id}/settings")
  String edit(Visit visit, @PathVariable long id, Model model) {
    visit.requireAdmin();
    return fill.saved(visit, read(visit, id), model);
  }

  @PostMapping("/{club}/connections/{id}/settings")
  String change(
      Visit visit,
      @PathVariable long id,
      ConnectionForm form,
      @RequestParam MultiValueMap<String, String> sent,
      Model model,
      HttpServletResponse response) {
    visit.requireAdmin();
    SettingsText typed = SettingsText.sent(sent);
    Connection before = read(visit, id);
    SettingsShape shape = kinds.of(before.kind());
    long version = form.version() == null ? before.version() : form.version();
    try {
      return saved(
          visit,
          "updated",
          () -> save.update(id, form.request(ReadTyped.of(shape, typed)), version));
    } catch (StaleVersion meanwhile) {
      response.setStatus(HttpStatus.CONFLICT.value());
      model.addAttribute("stale", true);
      Connection newest = read(visit, id);
      return fill.typed(visit, form.against(newest), typed, newest, model);
    } catch (InvalidInput wrong) {
      response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
      model.addAttribute("mistake", Mistake.of(wrong, shape, visit.say()));
      // Not against the newest: who mends a mistake has not seen what somebody else changed.
      return fill.typed(visit, form, typed, before, model);
    }
  }

  private Connection read(Visit visit, long id) {
    return gate.inClub(visit.club().clubId(), () -> connections.get(id));
  }

  private String saved(Visit visit, String what, Supplier<Connection> work) {
    gate.runInClub(
        visit.club().clubId(),
        () ->
            audit.write(
                visit.user().name(),
                "connection." + what,
                "connection",
                work.get().id(),
                Map.of()));
    return "redirect:" + visit.at("/connections?saved");
  }
}
