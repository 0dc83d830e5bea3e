package ru.fitcrm.hub.config.console.connection;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import ru.fitcrm.hub.config.console.Visit;
import ru.fitcrm.hub.connectors.settings.SettingsShape;
import ru.fitcrm.hub.core.club.Branches;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.connection.Connection;
import ru.fitcrm.hub.core.platform.PageRequest;

/** Gives the form of a connection what it shows: settings as saved, or as typed. */
@Component
class FillForm {

  private static final PageRequest ALL = new PageRequest(0, PageRequest.MAX_LIMIT);

  private final ClubGate gate;
  private final Branches branches;
  private final KindShapes kinds;

  FillForm(ClubGate gate, Branches branches, KindShapes kinds) {
    this.gate = gate;
    this.branches = branches;
    this.kinds = kinds;
  }

  String blank(Visit visit, String kind, Model model) {
    SettingsText none = ShowSettings.of(kinds.of(kind), JsonNodeFactory.instance.objectNode());
    String name = visit.say().textOr("kind-name." + kind, kind);
    return show(visit, ConnectionForm.blank(kind, name), none, null, model);
  }

  String saved(Visit visit, Connection saved, Model model) {
    SettingsText text = ShowSettings.of(kinds.of(saved.kind()), saved.settings());
    return show(visit, ConnectionForm.of(saved), text, saved, model);
  }

  /** What was typed, against what is saved: null for a new connection. */
  String typed(
      Visit visit,
      ConnectionForm form,
      SettingsText typed,
      @Nullable Connection saved,
      Model model) {
    return show(visit, form, typed, saved, model);
  }

  private String show(
      Visit visit,
      ConnectionForm form,
      SettingsText text,
      @Nullable Connection saved,
      Model model) {
    SettingsShape shape = kinds.of(saved == null ? form.kind() : saved.kind());
    model.addAttribute("form", form);
    model.addAttribute("text", text);
    model.addAttribute("fields", shape.fields());
    model.addAttribute("saved", saved);
    model.addAttribute("branches", gate.inClub(visit.club().clubId(), () -> branches.list(ALL)));
    return "console/connection-form";
  }
}
