package ru.fitcrm.hub.connectors.messenger.whatsapp;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.core.connection.Secret;

/**
 * A number of the WhatsApp Business Cloud API.
 *
 * @param baseUrl of the Graph API, {@value #USUAL_URL} if not given
 * @param version of the Graph API, {@value #USUAL_VERSION} if not given; each ends some day
 * @param phoneNumberId Meta's id of the number
 * @param accessToken of a system user
 * @param appSecret of the application: what comes is signed with it
 * @param verifyToken any word, typed at Meta beside the address of the connection
 * @param timeoutSeconds how long one answer may take in all
 */
record WhatsappSettings(
    @NotBlank @Pattern(regexp = "(https?://[^\\s@#?]+)?") String baseUrl,
    @NotBlank @Pattern(regexp = "v\\d{2}\\.0") String version,
    @NotBlank @Pattern(regexp = "\\d*") String phoneNumberId,
    @Secret @NotBlank @Pattern(regexp = "[^\\s]*") String accessToken,
    @Secret @NotBlank @Pattern(regexp = "[^\\s]*") String appSecret,
    @Secret @NotBlank String verifyToken,
    @Min(1) @Max(120) int timeoutSeconds) {

  static final String USUAL_URL = "https://graph.facebook.com";
  static final String USUAL_VERSION = "v25.0";
  private static final int USUAL_TIMEOUT = 30;

  @JsonCreator
  static WhatsappSettings read(
      @JsonProperty("baseUrl") @Nullable String baseUrl,
      @JsonProperty("version") @Nullable String version,
      @JsonProperty("phoneNumberId") @Nullable String phoneNumberId,
      @JsonProperty("accessToken") @Nullable String accessToken,
      @JsonProperty("appSecret") @Nullable String appSecret,
      @JsonProperty("verifyToken") @Nullable String verifyToken,
      @JsonProperty("timeoutSeconds") @Nullable Integer timeoutSeconds) {
    return new WhatsappSettings(
        baseUrl == null || baseUrl.isBlank() ? USUAL_URL : baseUrl.strip(),
        version == null || version.isBlank() ? USUAL_VERSION : version.strip(),
        phoneNumberId == null ? "" : phoneNumberId.strip(),
        accessToken == null ? "" : accessToken.strip(),
        appSecret == null ? "" : appSecret.strip(),
        verifyToken == null ? "" : verifyToken,
        timeoutSeconds == null ? USUAL_TIMEOUT : timeoutSeconds);
  }

  /** Of the number. */
  String url() {
    return baseUrl.replaceFirst("/+$", "") + "/" + version + "/" + phoneNumberId;
  }

  @Override
  public String toString() {
    return "WhatsappSettings[" + version + "]";
  }
}
