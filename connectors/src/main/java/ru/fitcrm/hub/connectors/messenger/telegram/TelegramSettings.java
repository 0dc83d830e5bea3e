package ru.fitcrm.hub.connectors.messenger.telegram;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.connectors.described.Description;
import ru.fitcrm.hub.connectors.described.Gateway;
import ru.fitcrm.hub.connectors.described.Presets;
import ru.fitcrm.hub.core.connection.Secret;
import ru.fitcrm.hub.core.message.Channel;

/**
 * A bot of Telegram. People write to it first; its webhook is to be set to the address of the
 * connection.
 *
 * @param baseUrl of the API, {@value #USUAL_URL} if not given
 * @param token of the bot
 * @param webhookSecret agreed when the webhook was set: what comes without it is refused
 * @param timeoutSeconds how long one answer may take in all
 * @param trustedCertificate in PEM form; if given, no other is accepted
 */
record TelegramSettings(
    @NotBlank @Pattern(regexp = "(https?://[^\\s@#?]+)?") String baseUrl,
    @Secret @NotBlank @Pattern(regexp = "[^\\s/?#]*") String token,
    @Secret @Pattern(regexp = "[A-Za-z0-9_-]{5,256}") @Nullable String webhookSecret,
    @Min(1) @Max(120) int timeoutSeconds,
    @Pattern(regexp = "\\s*-----BEGIN CERTIFICATE-----[\\s\\S]+-----END CERTIFICATE-----\\s*")
        @Nullable String trustedCertificate) {

  static final String USUAL_URL = "https://api.telegram.org";
  private static final int USUAL_TIMEOUT = 30;

  @JsonCreator
  static TelegramSettings read(
      @JsonProperty("baseUrl") @Nullable String baseUrl,
      @JsonProperty("token") @Nullable String token,
      @JsonProperty("webhookSecret") @Nullable String webhookSecret,
      @JsonProperty("timeoutSeconds") @Nullable Integer timeoutSeconds,
      @JsonProperty("trustedCertificate") @Nullable String trustedCertificate) {
    return new TelegramSettings(
        baseUrl == null || baseUrl.isBlank() ? USUAL_URL : baseUrl.strip(),
        token == null ? "" : token.strip(),
        webhookSecret == null || webhookSecret.isBlank() ? null : webhookSecret,
        timeoutSeconds == null ? USUAL_TIMEOUT : timeoutSeconds,
        trustedCertificate == null || trustedCertificate.isBlank() ? null : trustedCertificate);
  }

  Gateway gateway() {
    return new Gateway(
        Presets.with("telegram", Description.NONE),
        Channel.TELEGRAM,
        baseUrl,
        timeoutSeconds,
        trustedCertificate,
        new Gateway.Own(null, null, token, null, null, webhookSecret));
  }

  @Override
  public String toString() {
    return "TelegramSettings[" + baseUrl + "]";
  }
}
