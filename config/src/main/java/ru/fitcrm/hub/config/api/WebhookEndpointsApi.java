package ru.fitcrm.hub.config.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import ru.fitcrm.hub.config.webhook.SaveWebhook;
import ru.fitcrm.hub.config.webhook.TestWebhook;
import ru.fitcrm.hub.config.webhook.WebhookRequest;
import ru.fitcrm.hub.core.connection.Connections;
import ru.fitcrm.hub.core.connection.TestReport;
import ru.fitcrm.hub.core.outbox.OutboxState;
import ru.fitcrm.hub.core.platform.InvalidInput;
import ru.fitcrm.hub.core.platform.Listing;
import ru.fitcrm.hub.core.platform.PageRequest;
import ru.fitcrm.hub.core.webhook.SendAgain;
import ru.fitcrm.hub.core.webhook.WebhookEndpoint;
import ru.fitcrm.hub.core.webhook.WebhookEndpoints;
import ru.fitcrm.hub.core.webhook.WebhookLog;

/** Endpoints that are told a club's events, as Standard Webhooks. A secret is shown once. */
@RestController
@RequestMapping("/api/v1/clubs/{club}/webhook-endpoints")
@Tag(name = "webhook-endpoints")
final class WebhookEndpointsApi {

  private final WebhookEndpoints endpoints;
  private final Connections connections;
  private final SaveWebhook save;
  private final TestWebhook test;
  private final WebhookLog log;
  private final SendAgain sendAgain;
  private final SettingsAudit audit;
  private final AnswerSettings<WebhookEndpoint> answer;

  WebhookEndpointsApi(
      WebhookEndpoints endpoints,
      Connections connections,
      SaveWebhook save,
      TestWebhook test,
      WebhookLog log,
      SendAgain sendAgain,
      SettingsAudit audit) {
    this.endpoints = endpoints;
    this.connections = connections;
    this.save = save;
    this.test = test;
    this.log = log;
    this.sendAgain = sendAgain;
    this.audit = audit;
    this.answer =
        new AnswerSettings<>(
            new SettingsKind<>(
                "webhook-endpoint",
                "webhook-endpoints",
                WebhookEndpoint::id,
                WebhookEndpoint::version,
                endpoints::get,
                connections::remove),
            audit);
  }

  /** An endpoint and, this once, its secret. */
  record WithSecret(@JsonUnwrapped WebhookEndpoint endpoint, String secret) {

    static WithSecret of(SaveWebhook.Made made) {
      return new WithSecret(made.endpoint(), made.secret());
    }

    @Override
    public String toString() {
      return "WithSecret[" + endpoint.id() + "]";
    }
  }

  /**
   * @param since a time with its zone, or a date
   */
  record Since(@Nullable String since) {}

  /**
   * @param graceHours how long the old secret signs beside the new one, 24 if left out
   */
  record Grace(@Nullable Integer graceHours) {}

  @GetMapping
  Listing<WebhookEndpoint> list(
      InClub club,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable Integer limit) {
    return answer.page(club, cursor, limit, endpoints::list);
  }

  @GetMapping("/{id}")
  ResponseEntity<WebhookEndpoint> get(InClub club, @PathVariable long id) {
    return answer.get(club, id);
  }

  /** Its secret is in this answer and in no other. */
  @ForAdmins
  @PostMapping
  ResponseEntity<WithSecret> add(InClub club, @RequestBody WebhookRequest request) {
    save.checkTarget(request.url());
    SaveWebhook.Made made =
        club.in(
            () -> {
              SaveWebhook.Made one = save.add(request);
              audit.added(club, "webhook-endpoint", one.endpoint().id());
              return one;
            });
    return Answers.made(
        club.path() + "/webhook-endpoints/" + made.endpoint().id(),
        WithSecret.of(made),
        made.endpoint().version());
  }

  @ForAdmins
  @PutMapping("/{id}")
  ResponseEntity<WebhookEndpoint> change(
      InClub club,
      @PathVariable long id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @RequestBody WebhookRequest request) {
    if (request.url() != null) {
      save.checkTarget(request.url());
    }
    return answer.change(club, id, ifMatch, version -> save.update(id, request, version));
  }

  @ForAdmins
  @DeleteMapping("/{id}")
  ResponseEntity<Void> remove(
      InClub club,
      @PathVariable long id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
    var unused = club.in(() -> endpoints.get(id));
    return answer.remove(club, id, ifMatch);
  }

  /** Posts the event webhook.test there as production posts, and tells the answer; it is logged. */
  @ForAdmins
  @PostMapping("/{id}/test")
  TestReport test(InClub club, @PathVariable long id) {
    return test.test(club.club().clubId(), id);
  }

  /** A new secret, in this answer and in no other; the old one signs beside it for the grace. */
  @ForAdmins
  @PostMapping("/{id}/rotate")
  WithSecret rotate(
      InClub club, @PathVariable long id, @RequestBody(required = false) @Nullable Grace request) {
    return club.in(
        () -> {
          SaveWebhook.Made made = save.rotate(id, request == null ? null : request.graceHours());
          audit.write(club, "webhook-endpoint", "rotated", id);
          return WithSecret.of(made);
        });
  }

  /** Sends everything told since then that has not arrived, under the same ids. */
  @ForAdmins
  @PostMapping("/{id}/recover")
  ResponseEntity<SendAgain.Recovery> recover(
      InClub club, @PathVariable long id, @RequestBody Since request) {
    Instant since = Asked.time("since", request.since(), club.club().zone());
    if (since == null) {
      throw new InvalidInput("since", "required", "since is required: a time with its zone");
    }
    SendAgain.Recovery recovery =
        club.in(
            () -> {
              var unused = endpoints.get(id);
              audit.write(club, "webhook-endpoint", "recovered", id);
              return sendAgain.recover(id, since, club.author());
            });
    return ResponseEntity.accepted().body(recovery);
  }

  /** From now on its events wait. */
  @ForAdmins
  @PostMapping("/{id}/hold")
  ResponseEntity<WebhookEndpoint> hold(InClub club, @PathVariable long id) {
    return held(club, id, true);
  }

  @ForAdmins
  @PostMapping("/{id}/release")
  ResponseEntity<WebhookEndpoint> release(InClub club, @PathVariable long id) {
    return held(club, id, false);
  }

  private ResponseEntity<WebhookEndpoint> held(InClub club, long id, boolean held) {
    return answer.change(
        club,
        held ? "held" : "released",
        () -> {
          var there = endpoints.get(id);
          var unused = connections.hold(there.id(), held);
          return endpoints.get(id);
        });
  }

  /** What was sent there, the newest first, with request and answer of every attempt. */
  @ForAdmins
  @GetMapping("/{id}/deliveries")
  Listing<WebhookLog.Delivery> deliveries(
      InClub club,
      @PathVariable long id,
      @RequestParam(required = false) @Nullable OutboxState state,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable Integer limit) {
    PageRequest page = PageRequest.of(cursor, limit);
    return Answers.page(
        club.in(() -> log.list(endpoints.get(id).id(), state, page)),
        page,
        WebhookLog.Delivery::id);
  }

  @ForAdmins
  @GetMapping("/{id}/deliveries/{delivery}")
  WebhookLog.Delivery delivery(InClub club, @PathVariable long id, @PathVariable long delivery) {
    return club.in(() -> log.get(endpoints.get(id).id(), delivery));
  }

  /** Sends one again under the same id, also one that arrived. */
  @ForAdmins
  @PostMapping("/{id}/deliveries/{delivery}/resend")
  WebhookLog.Delivery resend(InClub club, @PathVariable long id, @PathVariable long delivery) {
    return club.in(
        () -> {
          sendAgain.resend(endpoints.get(id).id(), delivery, club.author());
          audit.write(club, "webhook-delivery", "resent", delivery);
          return log.get(id, delivery);
        });
  }
}
