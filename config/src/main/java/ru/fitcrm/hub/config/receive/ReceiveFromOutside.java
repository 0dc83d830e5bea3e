package ru.fitcrm.hub.config.receive;

import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;
import ru.fitcrm.hub.connectors.InRequest;
import ru.fitcrm.hub.connectors.Reply;
import ru.fitcrm.hub.core.inbox.RawBody;
import ru.fitcrm.hub.routes.receive.FindReceiver;
import ru.fitcrm.hub.routes.receive.Receiver;

/** Where other systems send to: the token in the address says whose connection it is. */
@RestController
@Tag(name = "in")
final class ReceiveFromOutside {

  private static final String RETRY_AFTER_SECONDS = "60";
  private static final String FORM = "application/x-www-form-urlencoded";

  private final FindReceiver receivers;

  ReceiveFromOutside(FindReceiver receivers) {
    this.receivers = receivers;
  }

  @PostMapping("/in/{token}")
  ResponseEntity<byte[]> receive(@PathVariable String token, HttpServletRequest request)
      throws IOException {
    Optional<Receiver> receiver = receivers.find(token);
    if (receiver.isEmpty()) {
      return answer(
          Reply.problem(404, "not-found", "Nobody receives here: check the address's last part"));
    }
    if (!receiver.get().isOpen()) {
      return closed();
    }
    return answer(read(receiver.get(), request));
  }

  /** From those who tell by GET; else the description of a service, where there is one. */
  @GetMapping("/in/{token}")
  ResponseEntity<byte[]> get(@PathVariable String token, HttpServletRequest request) {
    Optional<Receiver> receiver = receivers.find(token);
    if (receiver.filter(Receiver::hearsGet).isEmpty() || request.getQueryString() == null) {
      return contract(receiver, request);
    }
    return receiver.get().isOpen() ? answer(readQuery(receiver.get(), request)) : closed();
  }

  private static Reply readQuery(Receiver receiver, HttpServletRequest request) {
    byte[] query = request.getQueryString().getBytes(StandardCharsets.UTF_8);
    return receiver.receive(
        new InRequest(
            headers(request), query(request), request.getRemoteAddr(), new RawBody(FORM, query)));
  }

  /** 1C asks for it with {@code ?wsdl}. */
  private static ResponseEntity<byte[]> contract(
      Optional<Receiver> found, HttpServletRequest request) {
    String address =
        ServletUriComponentsBuilder.fromRequest(request).replaceQuery(null).toUriString();
    return answer(
        found
            .filter(receiver -> "wsdl".equalsIgnoreCase(request.getQueryString()))
            .flatMap(receiver -> receiver.contract(address))
            .orElseGet(
                () -> Reply.problem(404, "not-found", "There is nothing to get here: POST")));
  }

  private static Reply read(Receiver receiver, HttpServletRequest request) throws IOException {
    byte[] body = request.getInputStream().readNBytes(receiver.maxBytes() + 1);
    if (body.length > receiver.maxBytes()) {
      return Reply.problem(
          413,
          "body.too-large",
          "At most " + receiver.maxBytes() + " bytes are taken at once: send smaller parts");
    }
    return receiver.receive(
        new InRequest(
            headers(request),
            query(request),
            request.getRemoteAddr(),
            new RawBody(request.getContentType(), body)));
  }

  /** What is switched off loses nothing: most senders keep it and come back. */
  private static ResponseEntity<byte[]> closed() {
    Reply reply =
        Reply.problem(503, "connection.off", "This connection is switched off: try again later");
    return ResponseEntity.status(503)
        .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
        .header(HttpHeaders.CONTENT_TYPE, reply.contentType())
        .body(reply.body().getBytes(StandardCharsets.UTF_8));
  }

  /** Senders of SOAP show their login only when asked for it. */
  private static ResponseEntity<byte[]> answer(Reply reply) {
    ResponseEntity.BodyBuilder answer =
        ResponseEntity.status(reply.status()).header(HttpHeaders.CONTENT_TYPE, reply.contentType());
    if (reply.status() == 401) {
      answer.header(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"hub\", charset=\"UTF-8\"");
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
    Map<String, String> query = new HashMap<>();
    if (request.getQueryString() != null) {
      UriComponentsBuilder.newInstance()
          .query(request.getQueryString())
          .build()
          .getQueryParams()
          .forEach(
              (name, values) ->
                  query.putIfAbsent(decoded(name), decoded(String.valueOf(values.get(0)))));
    }
    return query;
  }

  private static String decoded(String text) {
    return UriUtils.decode(text.replace('+', ' '), StandardCharsets.UTF_8);
  }
}
