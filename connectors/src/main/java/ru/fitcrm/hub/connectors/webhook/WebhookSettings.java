package ru.fitcrm.hub.connectors.webhook;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.core.connection.Secret;

/**
 * An endpoint.
 *
 * @param baseUrl where events are posted, as it stands: no user and password in it
 * @param eventTypes types it wants, or prefixes like {@code payment.*}; empty for all
 * @param ordered whether events of one subject wait for each other
 * @param onlyByRules whether it gets only what rules name it for
 * @param timeoutSeconds how long one attempt may take in all
 * @param secret {@code whsec_} and 24 to 64 bytes in base64
 */
public record WebhookSettings(
    @NotBlank @Size(max = 2000) @Pattern(regexp = "((?i:https?)://[^\\s@#/?]+([/?][^\\s#]*)?)?")
        String baseUrl,
    List<@Pattern(regexp = "\\*|[a-zA-Z0-9_]+(\\.[a-zA-Z0-9_]+)*(\\.\\*)?") String> eventTypes,
    boolean ordered,
    boolean onlyByRules,
    @Size(max = 500) @Nullable String description,
    @Min(1) @Max(30) int timeoutSeconds,
    @Secret
        @NotBlank
        @Pattern(
            regexp = WebhookSecret.SHAPE,
            message = "must be whsec_ and 24 to 64 bytes in base64")
        String secret) {

  private static final int USUAL_TIMEOUT = 20;

  public WebhookSettings {
    eventTypes = List.copyOf(eventTypes);
  }

  @JsonCreator
  static WebhookSettings read(
      @JsonProperty("baseUrl") @Nullable String baseUrl,
      @JsonProperty("eventTypes") @Nullable List<String> eventTypes,
      @JsonProperty("ordered") @Nullable Boolean ordered,
      @JsonProperty("onlyByRules") @Nullable Boolean onlyByRules,
      @JsonProperty("description") @Nullable String description,
      @JsonProperty("timeoutSeconds") @Nullable Integer timeoutSeconds,
      @JsonProperty("secret") @Nullable String secret) {
    return new WebhookSettings(
        baseUrl == null ? "" : baseUrl.strip(),
        eventTypes == null ? List.of() : eventTypes,
        ordered != null && ordered,
        onlyByRules != null && onlyByRules,
        description == null || description.isBlank() ? null : description.strip(),
        timeoutSeconds == null ? USUAL_TIMEOUT : timeoutSeconds,
        secret == null ? "" : secret.strip());
  }

  @Override
  public String toString() {
    return "WebhookSettings[" + eventTypes + "]";
  }
}
