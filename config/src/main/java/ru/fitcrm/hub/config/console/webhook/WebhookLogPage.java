package ru.fitcrm.hub.config.console.webhook;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import ru.fitcrm.hub.config.console.Visit;
import ru.fitcrm.hub.config.webhook.TestWebhook;
import ru.fitcrm.hub.core.audit.AuditLog;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.connection.TestReport;
import ru.fitcrm.hub.core.outbox.OutboxState;
import ru.fitcrm.hub.core.platform.InvalidInput;
import ru.fitcrm.hub.core.platform.PageRequest;
import ru.fitcrm.hub.core.webhook.SendAgain;
import ru.fitcrm.hub.core.webhook.WebhookEndpoint;
import ru.fitcrm.hub.core.webhook.WebhookEndpoints;
import ru.fitcrm.hub.core.webhook.WebhookLog;

/** One endpoint: its Test, what was sent and answered, sending again. For administrators. */
@Controller
class WebhookLogPage {

  private static final int SHOWN = 50;

  private final ClubGate gate;
  private final WebhookEndpoints endpoints;
  private final WebhookLog log;
  private final SendAgain sendAgain;
  private final TestWebhook test;
  private final AuditLog audit;

  WebhookLogPage(
      ClubGate gate,
      WebhookEndpoints endpoints,
      WebhookLog log,
      SendAgain sendAgain,
      TestWebhook test,
      AuditLog audit) {
    this.gate = gate;
    this.endpoints = endpoints;
    this.log = log;
    this.sendAgain = sendAgain;
    this.test = test;
    this.audit = audit;
  }

  private record Seen(WebhookEndpoint endpoint, List<WebhookLog.Delivery> deliveries) {}

  @GetMapping("/{club}/webhooks/{id}")
  String show(
      Visit visit,
      @PathVariable long id,
      @RequestParam(required = false) @Nullable OutboxState state,
      @RequestParam(defaultValue = "0") long before,
      Model model) {
    visit.requireAdmin();
    Seen seen =
        gate.inClub(
            visit.club().clubId(),
            () -> new Seen(endpoints.get(id), log.list(id, state, new PageRequest(before, SHOWN))));
    List<WebhookLog.Delivery> shown = seen.deliveries().stream().limit(SHOWN).toList();
    model.addAttribute("endpoint", seen.endpoint());
    model.addAttribute("deliveries", shown);
    model.addAttribute("state", state);
    model.addAttribute("states", OutboxState.values());
    model.addAttribute(
        "older", seen.deliveries().size() > SHOWN ? shown.get(SHOWN - 1).id() : null);
    return "console/webhook";
  }

  @PostMapping("/{club}/webhooks/{id}/test")
  String test(Visit visit, @PathVariable long id, Model model) {
    visit.requireAdmin();
    model.addAttribute("report", report(visit, id));
    return "console/connection-row :: report";
  }

  private TestReport report(Visit visit, long id) {
    try {
      return test.test(visit.club().clubId(), id);
    } catch (InvalidInput wrong) {
      return TestReport.of(
          List.of(
              new TestReport.Step(
                  "settings",
                  false,
                  String.valueOf(wrong.getMessage()),
                  "test.settings-unreadable")));
    }
  }

  /** The delivery as it is now, for its row. */
  @PostMapping("/{club}/webhooks/{id}/deliveries/{delivery}/resend")
  String resend(Visit visit, @PathVariable long id, @PathVariable long delivery, Model model) {
    visit.requireAdmin();
    model.addAttribute(
        "one",
        gate.inClub(
            visit.club().clubId(),
            () -> {
              sendAgain.resend(id, delivery, visit.user().name());
              note(visit, "webhook-delivery.resent", "webhook-delivery", delivery);
              return log.get(id, delivery);
            }));
    model.addAttribute("endpointId", id);
    return "console/webhook-parts :: delivery";
  }

  /**
   * @param since as a browser's field has it, in the club's zone: {@code 2026-11-22T08:00}
   */
  @PostMapping("/{club}/webhooks/{id}/recover")
  String recover(Visit visit, @PathVariable long id, @RequestParam String since, Model model) {
    visit.requireAdmin();
    Instant from;
    try {
      from = LocalDateTime.parse(since).atZone(visit.club().zone()).toInstant();
    } catch (DateTimeException unreadable) {
      model.addAttribute("wrong", true);
      return "console/webhook-parts :: recovered";
    }
    model.addAttribute(
        "recovery",
        gate.inClub(
            visit.club().clubId(),
            () -> {
              note(visit, "webhook-endpoint.recovered", "webhook-endpoint", id);
              return sendAgain.recover(endpoints.get(id).id(), from, visit.user().name());
            }));
    return "console/webhook-parts :: recovered";
  }

  private void note(Visit visit, String what, String entity, long id) {
    audit.write(visit.user().name(), what, entity, id, Map.of());
  }
}
