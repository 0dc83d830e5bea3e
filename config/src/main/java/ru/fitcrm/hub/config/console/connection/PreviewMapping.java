package ru.fitcrm.hub.config.console.connection;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import ru.fitcrm.hub.config.connection.PreviewForm;
import ru.fitcrm.hub.config.connection.PreviewForm.Preview;
import ru.fitcrm.hub.config.console.Visit;
import ru.fitcrm.hub.core.audit.AuditLog;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.inbox.RawBody;
import ru.fitcrm.hub.core.platform.InvalidInput;
import ru.fitcrm.hub.core.platform.NotFound;

/** Shows beside the form of a connection what its mapping, as typed, reads from a body. */
@Controller
class PreviewMapping {

  private final ClubGate gate;
  private final PreviewForm preview;
  private final KindShapes kinds;
  private final AuditLog audit;

  PreviewMapping(ClubGate gate, PreviewForm preview, KindShapes kinds, AuditLog audit) {
    this.gate = gate;
    this.preview = preview;
    this.kinds = kinds;
    this.audit = audit;
  }

  @PostMapping("/{club}/connections/{id}/preview")
  String preview(
      Visit visit,
      @PathVariable long id,
      @RequestParam String kind,
      @RequestParam(required = false) @Nullable String pasted,
      @RequestParam MultiValueMap<String, String> sent,
      Model model) {
    visit.requireAdmin();
    SettingsText typed = SettingsText.sent(sent);
    try {
      model.addAttribute("shown", read(visit, id, kind, typed, pasted));
    } catch (NotFound nothing) {
      model.addAttribute("problem", visit.say().text("preview.nothing"));
    } catch (InvalidInput wrong) {
      model.addAttribute("problem", Mistake.of(wrong, kinds.of(kind), visit.say()).text());
    }
    return "console/connection-preview :: shown";
  }

  private Preview read(
      Visit visit, long id, String kind, SettingsText typed, @Nullable String pasted) {
    RawBody body =
        pasted == null || pasted.isBlank()
            ? null
            : new RawBody(null, pasted.getBytes(StandardCharsets.UTF_8));
    return gate.inClub(
        visit.club().clubId(),
        () -> {
          Preview shown = preview.of(id, ReadTyped.of(kinds.of(kind), typed), body);
          if (shown.inboxId() != null) {
            audit.write(visit.user().name(), "inbox.viewed", "inbox", shown.inboxId(), Map.of());
          }
          return shown;
        });
  }
}
