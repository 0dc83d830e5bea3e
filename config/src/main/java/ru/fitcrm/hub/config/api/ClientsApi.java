package ru.fitcrm.hub.config.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import ru.fitcrm.hub.config.security.KeepMasked;
import ru.fitcrm.hub.core.board.CardHistory;
import ru.fitcrm.hub.core.person.Client;
import ru.fitcrm.hub.core.person.ClientDesk;
import ru.fitcrm.hub.core.person.ClientDirectory;
import ru.fitcrm.hub.core.person.ClientEdit;
import ru.fitcrm.hub.core.person.ClientKind;
import ru.fitcrm.hub.core.person.ClientQuery;
import ru.fitcrm.hub.core.platform.BusinessClock;
import ru.fitcrm.hub.core.platform.Listing;
import ru.fitcrm.hub.core.platform.PageRequest;
import ru.fitcrm.hub.core.platform.Required;

/** People: leads and clients. */
@Masked(texts = false)
@RestController
@RequestMapping("/api/v1/clubs/{club}/clients")
@Tag(name = "clients")
final class ClientsApi {

  private final ClientDirectory directory;
  private final ClientDesk desk;
  private final CardHistory history;
  private final MergePatch patches;
  private final Idempotency idempotency;
  private final BusinessClock clock;

  ClientsApi(
      ClientDirectory directory,
      ClientDesk desk,
      CardHistory history,
      MergePatch patches,
      Idempotency idempotency,
      BusinessClock clock) {
    this.directory = directory;
    this.desk = desk;
    this.history = history;
    this.patches = patches;
    this.idempotency = idempotency;
    this.clock = clock;
  }

  record Reason(@Nullable String reason) {}

  record NewComment(@Nullable String text) {}

  /**
   * @param phone any spelling; archived people are found by it too
   * @param q start of a name's words, or digits of a number
   */
  @GetMapping
  Listing<Client> list(
      InClub club,
      @RequestParam(required = false) @Nullable String phone,
      @RequestParam(required = false) @Nullable ClientKind kind,
      @RequestParam(required = false) @Nullable String q,
      @RequestParam(defaultValue = "false") boolean archived,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable Integer limit) {
    PageRequest page = PageRequest.of(cursor, limit);
    String e164 = phone == null ? null : Asked.phone(phone, club.region());
    ClientQuery query =
        new ClientQuery(
            e164, kind, q, archived, KeepMasked.mayFindBy(club.who(), q, club.region()));
    return Answers.page(club.in(() -> directory.list(query, page)), page, Client::id);
  }

  @PostMapping
  ResponseEntity<?> add(
      InClub club,
      @RequestHeader(name = Idempotency.HEADER, required = false) @Nullable String key,
      @RequestBody ClientEdit request) {
    return idempotency.once(club, key, "POST clients", request, () -> made(club, request));
  }

  private ResponseEntity<Client> made(InClub club, ClientEdit request) {
    Client made = desk.add(club.club(), request);
    return Answers.made(club.path() + "/clients/" + made.id(), made, made.version());
  }

  @GetMapping("/{id}")
  ResponseEntity<Client> get(InClub club, @PathVariable long id) {
    return shown(club.in(() -> directory.get(id)));
  }

  @PatchMapping(
      path = "/{id}",
      consumes = {MergePatch.TYPE, MediaType.APPLICATION_JSON_VALUE})
  ResponseEntity<Client> change(
      InClub club,
      @PathVariable long id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @RequestBody ObjectNode patch) {
    return shown(
        IfMatch.of(ifMatch)
            .change(
                club,
                () -> directory.get(id).version(),
                version -> {
                  ClientEdit now = directory.get(id).edit();
                  ClientEdit wanted = patches.apply(now, patch, ClientEdit.class);
                  KeepMasked.assign(club.who(), now.responsibleId(), wanted.responsibleId());
                  return desk.update(club.club(), id, wanted, version);
                }));
  }

  @PostMapping("/{id}/archive")
  ResponseEntity<Client> archive(InClub club, @PathVariable long id, @RequestBody Reason request) {
    return shown(club.in(() -> desk.archive(club.club(), id, request.reason())));
  }

  @PostMapping("/{id}/restore")
  ResponseEntity<Client> restore(InClub club, @PathVariable long id) {
    return shown(club.in(() -> desk.restore(club.club(), id)));
  }

  /** The newest 200 lines of the person's history, the newest first. */
  @GetMapping("/{id}/comments")
  Listing<CardHistory.Line> comments(InClub club, @PathVariable long id) {
    return new Listing<>(club.in(() -> history.of(null, directory.get(id).id())), null);
  }

  @PostMapping("/{id}/comments")
  @ResponseStatus(HttpStatus.CREATED)
  CardHistory.Line comment(InClub club, @PathVariable long id, @RequestBody NewComment request) {
    String text = Required.text("text", request.text());
    return club.in(
        () -> {
          long client = directory.get(id).id();
          history.write(null, client, club.author(), text, clock.instant());
          List<CardHistory.Line> lines = history.of(null, client);
          return lines.get(0);
        });
  }

  private static ResponseEntity<Client> shown(Client client) {
    return Answers.one(client, client.version());
  }
}
