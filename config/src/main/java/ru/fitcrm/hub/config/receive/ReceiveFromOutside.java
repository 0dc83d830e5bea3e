package ru.fitcrm.hub.config.receive;

import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import ru.fitcrm.hub.connectors.InRequest;
import ru.fitcrm.hub.connectors.Reply;
import ru.fitcrm.hub.connectors.http.ReadForm;
import ru.fitcrm.hub.core.inbox.RawBody;
import ru.fitcrm.hub.core.platform.GroupWork;
import ru.fitcrm.hub.routes.receive.FindReceiver;
import ru.fitcrm.hub.routes.receive.Receiver;

/** Where other systems send to: the token in the address says whose connection it is. */
@RestController
@Tag(name = "in")
final class ReceiveFromOutside {

  private static final String RETRY_AFTER_SECONDS = "60";
  private static final String FORM = "application/x-www-form-urlencoded";

  private static final Reply NOBODY =
      Reply.problem(404, "not-found", "Nobody receives here: check the address's last part");

  /** What is switched off loses nothing: most senders keep it and come back. */
  private static final Reply CLOSED =
      Reply.problem(503, "connection.off", "This connection is switched off: try again later");

  private static final Reply TOO_FAST =
      Reply.problem(429, "rate.exceeded", "Too much comes to this connection: try again later");

  private static final Reply WRONG_METHOD =
      Reply.problem(405, "method.wrong", "POST what is to be received here");

  private static final Reply CROWDED =
      Reply.problem(503, "hub.crowded", "The hub is crowded: try again later");

  /** What was kept all the same is known by its id when it comes again. */
  private static final Reply SLOW =
      Reply.problem(
          503, "hub.slow", "The hub cannot say yet whether this was kept: send it once more later");

  private final FindReceiver receivers;
  private final Executor threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("in-", 0).factory());

  ReceiveFromOutside(FindReceiver receivers) {
    this.receivers = receivers;
  }

  /** Some plugins of sites put what others post. */
  @RequestMapping(
      path = "/in/{token}",
      method = {RequestMethod.POST, RequestMethod.PUT})
  ResponseEntity<byte[]> receive(@PathVariable String token, HttpServletRequest request)
      throws IOException {
    Patience patience = new Patience(Patience.USUAL, threads);
    try {
      Optional<Receiver> found = patience.spendOn(() -> receivers.find(token));
      Receiver receiver = found.orElse(null);
      return answer(receiver == null ? NOBODY : receive(receiver, request, patience));
    } catch (GroupWork.TooMany crowd) {
      return answer(CROWDED);
    } catch (Patience.RanOut slow) {
      return answer(SLOW);
    }
  }

  private static Reply receive(Receiver receiver, HttpServletRequest request, Patience patience)
      throws IOException {
    if (!receiver.isOpen()) {
      return CLOSED;
    }
    return receiver.pause().isPresent() ? TOO_FAST : read(receiver, request, patience);
  }

  /** The methods there are none for. */
  @RequestMapping(
      path = "/in/{token}",
      method = {RequestMethod.DELETE, RequestMethod.PATCH, RequestMethod.TRACE})
  ResponseEntity<byte[]> refuse() {
    return ResponseEntity.status(405)
        .header(HttpHeaders.ALLOW, "GET, POST, PUT")
        .header(HttpHeaders.CONTENT_TYPE, WRONG_METHOD.contentType())
        .body(WRONG_METHOD.body().getBytes(StandardCharsets.UTF_8));
  }

  /** From those who tell by GET; else the description of a service, where there is one. */
  @GetMapping("/in/{token}")
  ResponseEntity<byte[]> get(@PathVariable String token, HttpServletRequest request) {
    Patience patience = new Patience(Patience.USUAL, threads);
    try {
      Optional<Receiver> receiver = patience.spendOn(() -> receivers.find(token));
      boolean told = receiver.filter(Receiver::hearsGet).isPresent();
      return answer(
          told && request.getQueryString() != null
              ? getOpen(receiver.get(), request, patience)
              : contract(receiver, request));
    } catch (GroupWork.TooMany crowd) {
      return answer(CROWDED);
    } catch (Patience.RanOut slow) {
      return answer(SLOW);
    }
  }

  private static Reply getOpen(Receiver receiver, HttpServletRequest request, Patience patience) {
    if (!receiver.isOpen()) {
      return CLOSED;
    }
    return receiver.pause().isPresent() ? TOO_FAST : readQuery(receiver, request, patience);
  }

  private static Reply readQuery(Receiver receiver, HttpServletRequest request, Patience patience) {
    byte[] query = request.getQueryString().getBytes(StandardCharsets.UTF_8);
    InRequest told =
        new InRequest(
            headers(request), query(request), SenderAddress.of(request), new RawBody(FORM, query));
    return patience.spendOn(() -> receiver.receive(told));
  }

  /** 1C asks for it with {@code ?wsdl}. */
  private static Reply contract(Optional<Receiver> found, HttpServletRequest request) {
    String address =
        ServletUriComponentsBuilder.fromRequest(request).replaceQuery(null).toUriString();
    return found
        .filter(receiver -> "wsdl".equalsIgnoreCase(request.getQueryString()))
        .flatMap(receiver -> receiver.contract(address))
        .orElseGet(() -> Reply.problem(404, "not-found", "There is nothing to get here: POST"));
  }

  private static Reply read(Receiver receiver, HttpServletRequest request, Patience patience)
      throws IOException {
    return switch (ReadBody.of(request, receiver.maxBytes())) {
      case ReadBody.Refused refused -> refused.reply();
      case ReadBody.Whole whole -> {
        InRequest told =
            new InRequest(
                headers(request), query(request), SenderAddress.of(request), whole.body());
        yield patience.spendOn(() -> receiver.receive(told));
      }
    };
  }

  /** Senders of SOAP show their login only when asked for it. */
  private static ResponseEntity<byte[]> answer(Reply reply) {
    ResponseEntity.BodyBuilder answer =
        ResponseEntity.status(reply.status()).header(HttpHeaders.CONTENT_TYPE, reply.contentType());
    switch (reply.status()) {
      case 401 ->
          answer.header(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"hub\", charset=\"UTF-8\"");
      case 415 -> answer.header(HttpHeaders.ACCEPT_ENCODING, "gzip");
      case 429 -> answer.header(HttpHeaders.RETRY_AFTER, "1");
      case 503 -> answer.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
      default -> {}
    }
    return answer.body(reply.body().getBytes(StandardCharsets.UTF_8));
  }

  private static Map<String, String> headers(HttpServletRequest request) {
    Map<String, String> headers = new HashMap<>();
    for (String name : Collections.list(request.getHeaderNames())) {
      headers.put(name, request.getHeader(name));
    }
    return headers;
  }

  /** From the address alone: asking the request for parameters would read its body as a form. */
  private static Map<String, String> query(HttpServletRequest request) {
    String query = request.getQueryString();
    return query == null
        ? Map.of()
        : ReadForm.of(new RawBody(FORM, query.getBytes(StandardCharsets.UTF_8)));
  }
}
