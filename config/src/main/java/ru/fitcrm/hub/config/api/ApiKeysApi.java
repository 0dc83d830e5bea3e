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
import ru.fitcrm.hub.core.access.ApiKeys;
import ru.fitcrm.hub.core.platform.Listing;
import ru.fitcrm.hub.core.platform.PageRequest;

/** Keys for programs. The key itself is shown once, when it is made. */
@RestController
@RequestMapping("/api/v1/clubs/{club}/api-keys")
@Tag(name = "api-keys")
final class ApiKeysApi {

  private static final String ENTITY = "api-key";

  private final ApiKeys keys;
  private final SettingsAudit audit;

  ApiKeysApi(ApiKeys keys, SettingsAudit audit) {
    this.keys = keys;
    this.audit = audit;
  }

  record NewKey(@Nullable String name) {}

  @ForAdmins
  @GetMapping
  Listing<ApiKeys.ApiKey> list(
      InClub club,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable Integer limit) {
    PageRequest page = PageRequest.of(cursor, limit);
    return Answers.page(club.in(() -> keys.list(page)), page, ApiKeys.ApiKey::id);
  }

  @ForAdmins
  @PostMapping
  ResponseEntity<ApiKeys.NewApiKey> add(InClub club, @RequestBody NewKey request) {
    ApiKeys.NewApiKey made =
        club.in(
            () -> {
              ApiKeys.NewApiKey key = keys.make(request.name());
              audit.added(club, ENTITY, key.id());
              return key;
            });
    return ResponseEntity.created(URI.create(club.path() + "/api-keys/" + made.id())).body(made);
  }

  /** From now on the key opens nothing. */
  @ForAdmins
  @DeleteMapping("/{id}")
  ResponseEntity<Void> revoke(InClub club, @PathVariable long id) {
    club.run(
        () -> {
          keys.revoke(id);
          audit.write(club, ENTITY, "revoked", id);
        });
    return Answers.gone();
  }
}
