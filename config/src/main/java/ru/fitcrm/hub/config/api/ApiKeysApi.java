package ru.fitcrm.hub.config.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import ru.fitcrm.hub.core.access.ApiKey;
import ru.fitcrm.hub.core.access.ApiKeys;
import ru.fitcrm.hub.core.access.KeyEdit;
import ru.fitcrm.hub.core.access.KeyScopes;
import ru.fitcrm.hub.core.access.NewApiKey;
import ru.fitcrm.hub.core.platform.Listing;
import ru.fitcrm.hub.core.platform.PageRequest;

/** Keys for programs. The key itself is shown once, when it is made. */
@RestController
@RequestMapping("/api/v1/clubs/{club}/api-keys")
@Tag(name = "api-keys")
final class ApiKeysApi {

  private static final String ENTITY = "api-key";

  private final ApiKeys keys;
  private final MergePatch patches;
  private final SettingsAudit audit;

  ApiKeysApi(ApiKeys keys, MergePatch patches, SettingsAudit audit) {
    this.keys = keys;
    this.patches = patches;
    this.audit = audit;
  }

  /**
   * A key with its words.
   *
   * @param key shown this once
   */
  record ShownKey(@JsonUnwrapped ApiKey about, String key) {}

  /**
   * @param graceHours how long the key's old words still open the same doors: 0 to 720, 24 if null
   */
  record Rotation(@Nullable Integer graceHours) {}

  @ForAdmins
  @GetMapping
  Listing<ApiKey> list(
      InClub club,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable Integer limit) {
    PageRequest page = PageRequest.of(cursor, limit);
    return Answers.page(club.in(() -> keys.list(page)), page, ApiKey::id);
  }

  @ForAdmins
  @GetMapping("/{id}")
  ApiKey get(InClub club, @PathVariable long id) {
    return club.in(() -> keys.get(id));
  }

  /** Makes a key. Without scopes it may do all its role may. */
  @ForAdmins
  @PostMapping
  ResponseEntity<ShownKey> add(InClub club, @RequestBody NewApiKey request) {
    Integer rate = request.ratePerMinute();
    RequireScope.notMoreThanMine(
        KeyScopes.of(request.scopes()),
        rate == null ? ApiKeys.PER_MINUTE : rate,
        request.expiresAt());
    ShownKey made =
        club.in(
            () -> {
              ApiKeys.Shown key = keys.make(request);
              audit.added(club, ENTITY, key.about().id());
              return new ShownKey(key.about(), key.key());
            });
    return ResponseEntity.created(URI.create(club.path() + "/api-keys/" + made.about().id()))
        .body(made);
  }

  /** Another name, another rate: at once, on every node. */
  @ForAdmins
  @PatchMapping(
      path = "/{id}",
      consumes = {MergePatch.TYPE, MediaType.APPLICATION_JSON_VALUE})
  ApiKey change(InClub club, @PathVariable long id, @RequestBody ObjectNode patch) {
    return club.in(
        () -> {
          ApiKey now = keys.get(id);
          notMoreThanMine(now);
          ApiKey changed = keys.change(id, patches.apply(now.edit(), patch, KeyEdit.class));
          notMoreThanMine(changed);
          audit.updated(club, ENTITY, id);
          return changed;
        });
  }

  /** Gives a key new words, shown this once. The old ones open the same doors for a while. */
  @ForAdmins
  @PostMapping("/{id}/rotate")
  ShownKey rotate(
      InClub club, @PathVariable long id, @RequestBody(required = false) @Nullable Rotation how) {
    return club.in(
        () -> {
          notMoreThanMine(keys.get(id));
          ApiKeys.Shown key = keys.rotate(id, how == null ? null : how.graceHours());
          audit.write(club, ENTITY, "rotated", id);
          return new ShownKey(key.about(), key.key());
        });
  }

  /** From now on the key opens nothing, nor do the words it had before. */
  @ForAdmins
  @DeleteMapping("/{id}")
  ResponseEntity<Void> revoke(InClub club, @PathVariable long id) {
    club.run(
        () -> {
          notMoreThanMine(keys.get(id));
          keys.revoke(id);
          audit.write(club, ENTITY, "revoked", id);
        });
    return Answers.gone();
  }

  private static void notMoreThanMine(ApiKey key) {
    RequireScope.notMoreThanMine(key.allowed(), key.ratePerMinute(), key.expiresAt());
  }
}
