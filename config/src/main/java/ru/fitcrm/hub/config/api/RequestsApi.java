package ru.fitcrm.hub.config.api;

import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import ru.fitcrm.hub.core.person.ClientDirectory;
import ru.fitcrm.hub.core.platform.Listing;
import ru.fitcrm.hub.core.platform.PageRequest;
import ru.fitcrm.hub.core.request.Request;
import ru.fitcrm.hub.core.request.Requests;

/** What a person asked of the club by forms and messages, the newest first. */
@RestController
@RequestMapping("/api/v1/clubs/{club}/requests")
@Tag(name = "requests")
final class RequestsApi {

  private final Requests requests;
  private final ClientDirectory clients;

  RequestsApi(Requests requests, ClientDirectory clients) {
    this.requests = requests;
    this.clients = clients;
  }

  @GetMapping
  Listing<Request> list(
      InClub club,
      @RequestParam long clientId,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable Integer limit) {
    PageRequest page = PageRequest.of(cursor, limit);
    List<Request> rows = club.in(() -> requests.of(clients.get(clientId).id(), page));
    return rows.size() <= page.limit()
        ? new Listing<>(rows, null)
        : new Listing<>(rows.subList(0, page.limit()), Long.toString(page.after() + page.limit()));
  }
}
