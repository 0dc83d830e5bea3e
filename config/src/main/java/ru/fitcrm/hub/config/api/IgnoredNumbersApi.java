package ru.fitcrm.hub.config.api;

import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import ru.fitcrm.hub.core.person.IgnoredNumber;
import ru.fitcrm.hub.core.person.IgnoredNumbers;
import ru.fitcrm.hub.core.platform.Listing;
import ru.fitcrm.hub.core.platform.PageRequest;

/** Numbers marked «Не клиент»: their calls make no lead and no card. */
@Masked
@RestController
@RequestMapping("/api/v1/clubs/{club}/ignored-numbers")
@Tag(name = "ignored-numbers")
final class IgnoredNumbersApi {

  private final IgnoredNumbers numbers;

  IgnoredNumbersApi(IgnoredNumbers numbers) {
    this.numbers = numbers;
  }

  record NewNumber(@Nullable String number, @Nullable String note) {}

  @GetMapping
  Listing<IgnoredNumber> list(
      InClub club,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable Integer limit) {
    PageRequest page = PageRequest.of(cursor, limit);
    return Answers.page(club.in(() -> numbers.list(page)), page, IgnoredNumber::id);
  }

  @PostMapping
  ResponseEntity<IgnoredNumber> add(InClub club, @RequestBody NewNumber request) {
    IgnoredNumber made =
        club.in(() -> numbers.add(request.number(), club.region(), request.note(), club.author()));
    return ResponseEntity.created(URI.create(club.path() + "/ignored-numbers/" + made.id()))
        .body(made);
  }

  @DeleteMapping("/{id}")
  ResponseEntity<Void> remove(InClub club, @PathVariable long id) {
    club.run(() -> numbers.remove(id));
    return Answers.gone();
  }
}
