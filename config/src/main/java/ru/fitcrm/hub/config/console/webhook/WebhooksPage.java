package ru.fitcrm.hub.config.console.webhook;

import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import ru.fitcrm.hub.config.console.Visit;
import ru.fitcrm.hub.config.webhook.SaveWebhook;
import ru.fitcrm.hub.core.audit.AuditLog;
import ru.fitcrm.hub.core.club.Branches;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.connection.Connections;
import ru.fitcrm.hub.core.platform.InvalidInput;
import ru.fitcrm.hub.core.platform.PageRequest;
import ru.fitcrm.hub.core.rule.EventTypes;
import ru.fitcrm.hub.core.webhook.WebhookEndpoint;
import ru.fitcrm.hub.core.webhook.WebhookEndpoints;

/** The page «Вебхуки»: endpoints and how they fare; one's form. For administrators. */
@Controller
class WebhooksPage {

  private static final PageRequest ALL = new PageRequest(0, PageRequest.MAX_LIMIT);

  private final ClubGate gate;
  private final WebhookEndpoints endpoints;
  private final SaveWebhook save;
  private final Connections connections;
  private final Branches branches;
  private final AuditLog audit;

  WebhooksPage(
      ClubGate gate,
      WebhookEndpoints endpoints,
      SaveWebhook save,
      Connections connections,
      Branches branches,
      AuditLog audit) {
    this.gate = gate;
    this.endpoints = endpoints;
    this.save = save;
    this.connections = connections;
    this.branches = branches;
    this.audit = audit;
  }

  @GetMapping("/{club}/webhooks")
  String list(Visit visit, Model model) {
    visit.requireAdmin();
    model.addAttribute("endpoints", in(visit, () -> endpoints.list(ALL)));
    return "console/webhooks";
  }

  @GetMapping("/{club}/webhooks/new")
  String add(Visit visit, Model model) {
    visit.requireAdmin();
    return form(visit, null, WebhookForm.empty(), model);
  }

  @GetMapping("/{club}/webhooks/{id}/settings")
  String edit(Visit visit, @PathVariable long id, Model model) {
    visit.requireAdmin();
    return form(visit, id, WebhookForm.of(in(visit, () -> endpoints.get(id))), model);
  }

  /** The secret is on this page, once: it is in no address and in no session. */
  @PostMapping("/{club}/webhooks")
  String made(Visit visit, WebhookForm typed, Model model, HttpServletResponse response) {
    visit.requireAdmin();
    try {
      save.checkTarget(typed.url());
      SaveWebhook.Made made =
          in(
              visit,
              () -> {
                SaveWebhook.Made one = save.add(typed.request());
                note(visit, "added", one.endpoint().id());
                return one;
              });
      return secret(made, model);
    } catch (InvalidInput wrong) {
      return mistake(visit, null, typed, wrong, model, response);
    }
  }

  @PostMapping("/{club}/webhooks/{id}/settings")
  String saved(
      Visit visit,
      @PathVariable long id,
      WebhookForm typed,
      Model model,
      HttpServletResponse response) {
    visit.requireAdmin();
    try {
      save.checkTarget(typed.url());
      var unused =
          in(
              visit,
              () -> {
                note(visit, "updated", id);
                return save.update(id, typed.request(), endpoints.get(id).version());
              });
    } catch (InvalidInput wrong) {
      return mistake(visit, id, typed, wrong, model, response);
    }
    return "redirect:" + visit.at("/webhooks?saved");
  }

  @PostMapping("/{club}/webhooks/{id}/rotate")
  String rotate(Visit visit, @PathVariable long id, Model model) {
    visit.requireAdmin();
    return secret(
        in(
            visit,
            () -> {
              note(visit, "rotated", id);
              return save.rotate(id, null);
            }),
        model);
  }

  @PostMapping("/{club}/webhooks/{id}/enabled")
  String enable(
      Visit visit,
      @PathVariable long id,
      @RequestParam(defaultValue = "false") boolean enabled,
      Model model) {
    visit.requireAdmin();
    return row(
        in(
            visit,
            () -> {
              note(visit, "updated", id);
              return save.enable(id, enabled);
            }),
        model);
  }

  @PostMapping("/{club}/webhooks/{id}/held")
  String hold(Visit visit, @PathVariable long id, @RequestParam boolean held, Model model) {
    visit.requireAdmin();
    return row(
        in(
            visit,
            () -> {
              var unused = connections.hold(endpoints.get(id).id(), held);
              note(visit, held ? "held" : "released", id);
              return endpoints.get(id);
            }),
        model);
  }

  @PostMapping("/{club}/webhooks/{id}/remove")
  String remove(Visit visit, @PathVariable long id) {
    visit.requireAdmin();
    gate.runInClub(
        visit.club().clubId(),
        () -> {
          connections.remove(endpoints.get(id).id());
          note(visit, "removed", id);
        });
    return "redirect:" + visit.at("/webhooks");
  }

  private <T> T in(Visit visit, Supplier<T> work) {
    return gate.inClub(visit.club().clubId(), work);
  }

  private void note(Visit visit, String what, long id) {
    audit.write(visit.user().name(), "webhook-endpoint." + what, "webhook-endpoint", id, Map.of());
  }

  private static String row(WebhookEndpoint endpoint, Model model) {
    model.addAttribute("endpoint", endpoint);
    return "console/webhook-parts :: row";
  }

  private static String secret(SaveWebhook.Made made, Model model) {
    model.addAttribute("endpoint", made.endpoint());
    model.addAttribute("secret", made.secret());
    return "console/webhook-secret";
  }

  private String mistake(
      Visit visit,
      @Nullable Long id,
      WebhookForm typed,
      InvalidInput wrong,
      Model model,
      HttpServletResponse response) {
    response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
    String field =
        visit
            .say()
            .textOr("webhook.field." + wrong.field().replaceFirst("\\[.*", ""), wrong.field());
    model.addAttribute(
        "wrong",
        field + ": " + visit.say().textOr(wrong.code(), String.valueOf(wrong.getMessage())));
    return form(visit, id, typed, model);
  }

  private String form(Visit visit, @Nullable Long id, WebhookForm form, Model model) {
    model.addAttribute("id", id);
    model.addAttribute("form", form);
    model.addAttribute("types", EventTypes.ALL);
    model.addAttribute("branches", in(visit, () -> List.copyOf(branches.list(ALL))));
    return "console/webhook-form";
  }
}
