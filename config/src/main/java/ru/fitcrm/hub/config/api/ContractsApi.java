package ru.fitcrm.hub.config.api;

import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import ru.fitcrm.hub.core.contract.Contract;
import ru.fitcrm.hub.core.contract.ContractBook;
import ru.fitcrm.hub.core.contract.Payment;
import ru.fitcrm.hub.core.contract.Visit;
import ru.fitcrm.hub.core.person.ClientDirectory;
import ru.fitcrm.hub.core.platform.Listing;
import ru.fitcrm.hub.core.platform.PageRequest;

/** What a client has bought, paid and come for, as the club's system tells it. */
@RestController
@RequestMapping("/api/v1/clubs/{club}")
@Tag(name = "contracts")
final class ContractsApi {

  private final ContractBook book;
  private final ClientDirectory clients;

  ContractsApi(ContractBook book, ClientDirectory clients) {
    this.book = book;
    this.clients = clients;
  }

  /** Those that go on first. */
  @GetMapping("/contracts")
  Listing<Contract> contracts(
      InClub club,
      @RequestParam long clientId,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable Integer limit) {
    return of(club, clientId, PageRequest.of(cursor, limit), book::contracts);
  }

  /** The newest first. */
  @GetMapping("/payments")
  Listing<Payment> payments(
      InClub club,
      @RequestParam long clientId,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable Integer limit) {
    return of(club, clientId, PageRequest.of(cursor, limit), book::payments);
  }

  /** The newest first. */
  @GetMapping("/visits")
  Listing<Visit> visits(
      InClub club,
      @RequestParam long clientId,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable Integer limit) {
    return of(club, clientId, PageRequest.of(cursor, limit), book::visits);
  }

  private <T> Listing<T> of(
      InClub club, long client, PageRequest page, BiFunction<Long, PageRequest, List<T>> asked) {
    List<T> rows = club.in(() -> asked.apply(clients.get(client).id(), page));
    return rows.size() <= page.limit()
        ? new Listing<>(rows, null)
        : new Listing<>(rows.subList(0, page.limit()), Long.toString(page.after() + page.limit()));
  }
}
