package ru.fitcrm.hub.config.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import ru.fitcrm.hub.config.connection.PreviewForm;
import ru.fitcrm.hub.config.connection.PreviewForm.Preview;
import ru.fitcrm.hub.core.access.KeyArea;
import ru.fitcrm.hub.core.inbox.RawBody;

/** What a connection's mapping reads from a form, before it is saved. */
@RestController
@RequestMapping("/api/v1/clubs/{club}/connections/{id}/preview")
@Tag(name = "connections")
final class PreviewApi {

  private final PreviewForm preview;
  private final SettingsAudit audit;

  PreviewApi(PreviewForm preview, SettingsAudit audit) {
    this.preview = preview;
    this.audit = audit;
  }

  /**
   * @param settings to try, null for the saved ones; secrets may be left out
   * @param body to read, null for the one received last
   * @param contentType of body; JSON is known by its look
   */
  record Request(
      @Nullable JsonNode settings, @Nullable String body, @Nullable String contentType) {}

  /**
   * Who looked at the last body is written down: it may hold people's data. A key needs the
   * journal's scope for it, as for the body itself.
   */
  @ForAdmins
  @PostMapping
  Preview preview(InClub club, @PathVariable long id, @RequestBody Request request) {
    String text = request.body();
    if (text == null) {
      RequireScope.also(KeyArea.JOURNAL.read());
    }
    RawBody body =
        text == null
            ? null
            : new RawBody(request.contentType(), text.getBytes(StandardCharsets.UTF_8));
    return club.in(
        () -> {
          Preview shown = preview.of(id, request.settings(), body);
          if (shown.inboxId() != null) {
            audit.write(club, "inbox", "viewed", shown.inboxId());
          }
          return shown;
        });
  }
}
